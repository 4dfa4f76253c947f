package dev.dragoman.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random calls at random instances, at once: never overspent, nothing left hanging, hardly anything left over. */
final class EscrowPropertiesTest {

    private static final long BOUND = 100_000;
    private static final BudgetAccount KEY = new BudgetAccount(BudgetLevel.KEY, "k", "ever");

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void allInstancesTogetherSpendNearlyAllAndNeverMore(int instances) throws InterruptedException {
        long max = 4_000 * BOUND;
        List<BudgetLine> lines = List.of(Town.key(max, null), Town.team(3 * max));
        try (Town town = Town.inMemory()) {
            exhaust(town, instances, lines, new SplittableRandom(instances));

            town.balances();
            assertThat(town.spent(KEY)).isBetween(max / 100 * 99, max);
        }
    }

    @Test
    void whatKilledInstancesHeldComesBackWhenTheirJournalsAreBooked() throws InterruptedException {
        long max = 4_000 * BOUND;
        List<BudgetLine> lines = List.of(Town.key(max, null));
        SplittableRandom random = new SplittableRandom(4);
        try (Town town = Town.inMemory()) {
            List<Town.Instance> all = instances(town, 4);
            AtomicBoolean ended = new AtomicBoolean();
            Thread killer = Thread.ofVirtual().start(() -> {
                SplittableRandom choice = new SplittableRandom(5);
                while (!ended.get()) {
                    pause(20);
                    Town.Instance victim = all.get(choice.nextInt(all.size()));
                    victim.abandon(lines, BOUND);
                    victim.killed();
                }
            });
            run(callers(all, lines, random, true));
            ended.set(true);
            killer.join();

            town.balances();
            assertThat(town.spent(KEY)).isBetween(max / 100 * 99, max);
        }
    }

    @Test
    void aCallIsBookedToTheWindowInWhichItWasAdmitted() throws InterruptedException {
        long max = 400 * BOUND;
        List<BudgetLine> lines = List.of(Town.key(max, "1d"));
        try (Town town = Town.inMemory()) {
            List<Town.Instance> all = instances(town, 3);
            List<Thread> callers = callers(all, lines, new SplittableRandom(6), true);
            Thread days = Thread.ofVirtual().start(() -> {
                for (int day = 0; day < 3; day++) {
                    pause(40);
                    town.now.updateAndGet(now -> now.plus(Duration.ofDays(1)));
                }
            });
            run(callers);
            days.join();

            town.balances();
            assertThat(town.spent).hasSizeGreaterThan(1);
            town.spent.forEach((account, spent) ->
                    assertThat(spent.get()).as("%s", account).isLessThanOrEqualTo(max));
        }
    }

    @Test
    void anOpenCallOfYesterdayTakesNothingOfToday() {
        BudgetLine line = Town.key(10 * BOUND, "1d");
        try (Town town = Town.inMemory()) {
            Escrow escrow = town.instance("a").escrow();
            Reservation yesterday = (Reservation) escrow.reserve(List.of(line), Ask.exactly(10 * BOUND));
            town.now.updateAndGet(now -> now.plus(Duration.ofDays(1)));
            Reservation today = (Reservation) escrow.reserve(List.of(line), Ask.exactly(10 * BOUND));

            yesterday.spent(10 * BOUND);
            yesterday.close();

            assertThat(yesterday.debits().getFirst().account().window()).isEqualTo("1d@2026-05-06T00:00:00Z");
            assertThat(today.debits().getFirst().account().window()).isEqualTo("1d@2026-05-07T00:00:00Z");
            assertThat(escrow.reserve(List.of(line), Ask.exactly(1))).isInstanceOf(Admission.Shortage.class);
        }
    }

    /** Journals are booked when all is over: what is spent stands in leases until then. */
    static void exhaustWithoutShipping(Town town, int instances, List<BudgetLine> lines, SplittableRandom random)
            throws InterruptedException {
        run(callers(instances(town, instances), lines, random, false));
    }

    private static void exhaust(Town town, int instances, List<BudgetLine> lines, SplittableRandom random)
            throws InterruptedException {
        run(callers(instances(town, instances), lines, random, true));
    }

    private static List<Town.Instance> instances(Town town, int count) {
        List<Town.Instance> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(town.instance("instance" + i));
        }
        return all;
    }

    /** Each calls until it has been refused for a while; journals are booked between calls. */
    private static List<Thread> callers(
            List<Town.Instance> all, List<BudgetLine> lines, SplittableRandom random, boolean ships) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < Math.max(all.size(), 4); i++) {
            SplittableRandom own = random.split();
            Town.Instance instance = all.get(i % all.size());
            callers.add(Thread.ofVirtual().unstarted(() -> {
                long refusedAt = 0;
                while (instance.isSound() && (refusedAt == 0 || System.nanoTime() - refusedAt < 1_700_000_000L)) {
                    boolean admitted = instance.call(lines, 1 + own.nextLong(BOUND), own);
                    refusedAt = admitted ? 0 : refusedAt == 0 ? System.nanoTime() : refusedAt;
                    if (ships && own.nextInt(16) == 0) {
                        instance.ship();
                    }
                }
            }));
        }
        return callers;
    }

    private static void run(List<Thread> threads) throws InterruptedException {
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
