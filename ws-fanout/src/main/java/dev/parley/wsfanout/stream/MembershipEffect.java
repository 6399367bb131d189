package dev.parley.wsfanout.stream;

/** What an event does to one user's membership. */
enum MembershipEffect {
    NONE,
    JOINS,
    LEAVES
}
