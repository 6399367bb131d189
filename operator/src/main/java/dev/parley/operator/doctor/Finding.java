package dev.parley.operator.doctor;

/**
 * What a check found.
 *
 * @param where the instance, broker or topic
 * @param what was found
 * @param toDo empty where nothing is to be done
 */
record Finding(Level level, String where, String what, String toDo) {
    /** How bad it is. */
    enum Level {
        OK,
        /** The platform works; something should be otherwise. */
        ADVICE,
        /** Something is broken, or will be. */
        WRONG,
        /** It was not checked. */
        UNKNOWN
    }

    static Finding ok(String where, String what) {
        return new Finding(Level.OK, where, what, "");
    }

    static Finding advice(String where, String what, String toDo) {
        return new Finding(Level.ADVICE, where, what, toDo);
    }

    static Finding wrong(String where, String what, String toDo) {
        return new Finding(Level.WRONG, where, what, toDo);
    }

    static Finding unknown(String where, String what, String toDo) {
        return new Finding(Level.UNKNOWN, where, what, toDo);
    }
}
