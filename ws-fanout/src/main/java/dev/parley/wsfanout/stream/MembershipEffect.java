package dev.parley.wsfanout.stream;

/** What an event does to one user's membership. */
public enum MembershipEffect {
    NONE,
    JOINS,
    LEAVES,
    /** As {@link #LEAVES} for a member. Says nothing about whether the user was one. */
    ENDS_IF_MEMBER
}
