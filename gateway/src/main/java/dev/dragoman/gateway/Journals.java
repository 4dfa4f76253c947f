package dev.dragoman.gateway;

import dev.dragoman.gateway.journal.JournalException;
import dev.dragoman.gateway.journal.JournalInUseException;
import dev.dragoman.gateway.journal.JournalSettings;
import dev.dragoman.gateway.ledger.JournalBook;
import dev.dragoman.gateway.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The journals of a data directory. A process writes to the first that no other process has; what is left in further ones, of processes
 * that are no more, it brings over as well.
 */
final class Journals {

    private static final System.Logger LOG = System.getLogger(Journals.class.getName());
    private static final int MOST = 64;
    private static final int LONGEST_ROW = 256 << 10;
    private static final int USUAL_ROW = 4 << 10;

    private Journals() {}

    /** The journals that this process has: its own, and those that it brings over. */
    record Taken(JournalBook own, List<JournalBook> orphans) {}

    /**
     * Takes them.
     *
     * @param recovered run when the database has everything that former lives of this instance wrote
     * @throws IllegalStateException when there is none to write to
     */
    static Taken take(Path data, Database database, InstantSource clock, Runnable recovered) {
        JournalBook own = null;
        List<JournalBook> orphans = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Path directory = data.resolve(i == 0 ? "journal" : "journal-" + i);
            if (own != null && !Files.isDirectory(directory)) {
                break;
            }
            try {
                JournalSettings settings =
                        JournalSettings.in(directory).withSizes(8 << 20, 1L << 30, LONGEST_ROW, USUAL_ROW);
                JournalBook book = JournalBook.open(settings, database, clock, own == null ? recovered : () -> {});
                if (own == null) {
                    own = book;
                } else {
                    orphans.add(book);
                }
            } catch (JournalInUseException taken) {
                LOG.log(System.Logger.Level.DEBUG, "{0} is of another process", directory);
            } catch (JournalException unusable) {
                throw new IllegalStateException(unusable.getMessage(), unusable);
            }
        }
        if (own == null) {
            throw new IllegalStateException("all of the " + MOST + " journals in " + data + " are in use");
        }
        return new Taken(own, List.copyOf(orphans));
    }
}
