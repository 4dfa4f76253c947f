package dev.dragoman.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.store.ChangeFeed;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is looked up of customers and tags while calls are made, on every kind of database. */
final class DirectoriesTest {

    private static void put(Database database, Table table, String id, String document) {
        JsonObject parsed = Json.parseObject(document.replace('\'', '"'));
        database.transact(session -> {
            new Records(session)
                    .put(
                            table,
                            StoredRecord.made(id, parsed, InstantSource.system().instant(), "test"));
            return true;
        });
    }

    private static void soon(BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!reached.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void changesAreSeenSoonAndBudgetsAreFilledIn(Databases kind) throws InterruptedException {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(DatabaseAddress.of(kind.create()), 4, clock);
                ChangeFeed feed = new ChangeFeed(database, clock)) {
            Customers customers = new Customers(database, () -> Duration.ofMinutes(1), clock);
            Tags tags = new Tags(database, () -> Duration.ofMinutes(1), clock);
            feed.follow(customers::changed);
            feed.follow(tags::changed);
            feed.start();
            Thread.sleep(300);
            assertThat(customers.customer("c")).isNull();
            assertThat(tags.tag("app")).isNull();
            assertThat(customers.customer("x".repeat(5_000))).isNull();
            assertThat(customers.customer("a\0b")).isNull();

            put(database, Table.BUDGET, "b", "{'budget_id':'b','max_budget':5}");
            put(database, Table.CUSTOMER, "c", "{'user_id':'c','budget_id':'b','blocked':true}");
            put(database, Table.TAG, "app", "{'name':'app','budget_id':'b'}");
            soon(() -> customers.customer("c") != null && tags.tag("app") != null);
            assertThat(agreed(customers.customer("c")))
                    .isEqualTo(Json.parseObject(
                            "{\"user_id\":\"c\",\"budget_id\":\"b\",\"blocked\":true,\"max_budget\":5}"));

            put(database, Table.BUDGET, "b", "{'budget_id':'b','max_budget':7}");
            soon(() -> {
                JsonObject tag = tags.tag("app");
                return tag != null && Double.valueOf(7).equals(tag.number("max_budget"));
            });
            database.transact(session -> new Records(session).delete(Table.CUSTOMER, "c", clock.instant()));
            soon(() -> customers.customer("c") == null);
        }
    }

    private static @Nullable JsonObject agreed(@Nullable JsonObject told) {
        return told == null ? null : told.without("created_at", "created_by", "updated_at", "updated_by");
    }
}
