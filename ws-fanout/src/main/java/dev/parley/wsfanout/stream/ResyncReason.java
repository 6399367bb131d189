package dev.parley.wsfanout.stream;

/** Why a client must look again, as frames and metrics name it. */
public enum ResyncReason {
    DIVERGENT("divergent"),
    HISTORY_GONE("history-gone"),
    UNKNOWN_POSITION("unknown-position"),
    NOT_A_MEMBER("not-a-member");

    private final String code;

    ResyncReason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
