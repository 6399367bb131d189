package dev.parley.standalone.system;

/** A user with a device that follows. */
record ModelledUser(ChatUser user, Follower follower) {}
