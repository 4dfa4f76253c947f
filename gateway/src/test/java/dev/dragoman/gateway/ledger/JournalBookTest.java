package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.journal.JournalSettings;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written into the book on disk comes out of it, whatever else fails. */
final class JournalBookTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private final RandomRows rows = new RandomRows(11);
    private final AtomicInteger told = new AtomicInteger();

    private JournalBook open(Database database, int failures) {
        JournalSettings settings =
                JournalSettings.in(folder.resolve("journal")).withSizes(1 << 20, 8 << 20, 64 << 10, 4 << 10);
        return JournalBook.open(settings, database, InstantSource.system(), () -> {
            if (told.incrementAndGet() <= failures) {
                throw new IllegalStateException("not now");
            }
        });
    }

    private static List<String> ids(Outcomes.Batch batch) {
        return batch.rows().stream().map(row -> SpendRowFormat.row(row).id()).toList();
    }

    @Test
    void rowsAreHandedOnThoughFormerLivesCannotBeEndedYet() throws InterruptedException {
        try (Database database =
                        Database.open(DatabaseAddress.of(Databases.SQLITE.create()), 2, InstantSource.system());
                JournalBook book = open(database, 2)) {
            List<String> written = new ArrayList<>();
            List<String> read = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                SpendRow row = rows.one();
                written.add(row.id());
                book.outcome(row);
                Outcomes.Batch batch = book.next(100, PATIENCE);
                read.addAll(ids(batch));
                book.shipped(batch);
            }

            assertThat(read).isEqualTo(written);
            assertThat(told).as("twice it failed, and then it was done").hasValue(3);
        }
    }
}
