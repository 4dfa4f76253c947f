package dev.dragoman.gateway.journal;

/** What a record tells of its call. The order is that of the codes in the files. */
enum Kind {
    /** It is about to be asked for. */
    INTENT,
    /** How far it has come. */
    PROGRESS,
    /** What became of it. */
    OUTCOME;

    private static final Kind[] ALL = values();

    int code() {
        return ordinal() + 1;
    }

    static boolean isCode(int code) {
        return code >= 1 && code <= ALL.length;
    }

    static Kind of(int code) {
        return ALL[code - 1];
    }
}
