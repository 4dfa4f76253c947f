package dev.dragoman.gateway.journal;

/** Another journal, of this process or another, has the directory. */
public final class JournalInUseException extends JournalException {

    private static final long serialVersionUID = 1L;

    JournalInUseException(String message) {
        super(message);
    }
}
