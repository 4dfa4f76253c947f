package dev.dragoman.testkit.speech;

/** Says that a vendor refuses a request; the vendor words it. */
final class SpeechRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String words;

    SpeechRefusal(int status, String code, String words) {
        super(words, null, false, false);
        this.status = status;
        this.code = code;
        this.words = words;
    }

    int status() {
        return status;
    }

    /** The vendor's own name for it. */
    String code() {
        return code;
    }

    String words() {
        return words;
    }
}
