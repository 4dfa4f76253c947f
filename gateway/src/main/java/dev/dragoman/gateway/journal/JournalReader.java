package dev.dragoman.gateway.journal;

import java.time.Duration;

/**
 * Tells the outcomes in their order, as soon as they are on disk. For one thread, which may be another one than that which closes it.
 *
 * <p>The reader brings each batch to a database, together with {@link Batch#end()} and in one transaction, and acknowledges it when that is
 * committed. When it does not know whether it was, it asks the database how far it has come, and begins another reader there.
 */
public final class JournalReader implements AutoCloseable {

    private final Reading reading;
    private final Chain chain;
    private final Signal news;
    private final Runnable bell;
    private boolean closed;

    JournalReader(Reading reading, Chain chain, Signal news, Runnable bell) {
        this.reading = reading;
        this.chain = chain;
        this.news = news;
        this.bell = bell;
    }

    /**
     * The next outcomes.
     *
     * @param most so many at most
     * @param patience how long it waits for the first
     * @return without outcomes when there were none in that time
     * @throws JournalException when the reader is closed
     */
    public Batch read(int most, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        long seen = news.count();
        Batch batch = next(most);
        while (batch.outcomes().isEmpty() && left > 0) {
            left = news.await(seen, left);
            seen = news.count();
            batch = next(most);
        }
        return batch;
    }

    private synchronized Batch next(int most) {
        expectOpen();
        Batch batch = reading.next(most);
        chain.told(batch.end());
        return batch;
    }

    /** Says that the database has a batch, and all before it: the journal need not keep them any longer. */
    public synchronized void acknowledge(Batch batch) {
        expectOpen();
        chain.acknowledge(batch.mark());
        bell.run();
    }

    private void expectOpen() {
        if (closed) {
            throw new JournalException("the journal's reader is closed");
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        news.give();
    }
}
