package dev.parley.testkit.model;

/** Ends a rule of the model: the action is refused, and nothing has changed. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param code one of the stable codes of the contract */
    Refusal(String code) {
        super(code, null, false, false);
    }

    static void when(boolean isRefused, String code) {
        if (isRefused) {
            throw new Refusal(code);
        }
    }

    String code() {
        return String.valueOf(getMessage());
    }
}
