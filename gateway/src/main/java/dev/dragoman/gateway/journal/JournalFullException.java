package dev.dragoman.gateway.journal;

/** There is no room for another call, because the disk or the journal's limit is reached: calls must be refused until there is. */
public final class JournalFullException extends JournalException {

    private static final long serialVersionUID = 1;

    JournalFullException(String message) {
        super(message);
    }
}
