package dev.dragoman.gateway.ledger;

/** Where the ledger's rows are written down before the last byte of an answer is released. Never waits. Thread-safe. */
public interface Book {

    /** Keeps nothing: a gateway without a ledger. */
    Book NONE = new Book() {

        @Override
        public Opened intent(SpendRow draft) {
            return Opened.FORGOTTEN;
        }

        @Override
        public void outcome(SpendRow row) {}
    };

    /**
     * A call is about to be made.
     *
     * @param draft what is known of it; the row that follows has its id
     * @throws dev.dragoman.error.LlmException when it cannot be written down: the call must not be made
     */
    Opened intent(SpendRow draft);

    /** Something was consumed of which no intent was told. */
    void outcome(SpendRow row);

    /** A call that is under way. */
    interface Opened {

        /** Keeps nothing. */
        Opened FORGOTTEN = new Opened() {

            @Override
            public void progress(SpendRow soFar) {}

            @Override
            public void outcome(SpendRow row) {}
        };

        /** How far it has come: the row that counts should this process end before the call does. */
        void progress(SpendRow soFar);

        /** What became of it; told once. */
        void outcome(SpendRow row);
    }
}
