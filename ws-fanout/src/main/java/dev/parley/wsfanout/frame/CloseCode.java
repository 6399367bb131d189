package dev.parley.wsfanout.frame;

/** Why a socket is closed, as clients are told. Public API. */
public enum CloseCode {
    NORMAL(1000),
    PROTOCOL(1002),
    BINARY(1003),
    BAD_PAYLOAD(1007),
    TOO_BIG(1009),
    /** The client reads too slowly, or the node cannot serve it now: connect again and resume. */
    TRY_AGAIN(1013),
    TIMED_OUT(4000),
    UNAUTHENTICATED(4001),
    /** The same device opened another socket. */
    REPLACED(4009),
    /** The node stops: connect again, with jitter, and resume. */
    GOING_AWAY(4010);

    private final int number;

    CloseCode(int number) {
        this.number = number;
    }

    /** As on the wire. */
    public int number() {
        return number;
    }
}
