package dev.dragoman.gateway.journal;

/** What a record tells of its call. */
enum Kind {
    /** It is about to be asked for. */
    INTENT(1),
    /** How far it has come. */
    PROGRESS(2),
    /** What became of it. */
    OUTCOME(3);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static boolean isCode(int code) {
        return code >= INTENT.code && code <= OUTCOME.code;
    }

    /** The kind with a code that is one. */
    static Kind of(int code) {
        return switch (code) {
            case 1 -> INTENT;
            case 2 -> PROGRESS;
            default -> OUTCOME;
        };
    }
}
