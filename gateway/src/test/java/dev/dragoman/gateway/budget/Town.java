package dev.dragoman.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Payer;
import dev.dragoman.gateway.config.BudgetSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Several instances that share one bank, with a journal each. Keeps a book of its own: what is spent or may still be spent of each
 * account must never exceed its budget.
 */
final class Town implements AutoCloseable {

    static final Instant ANCHOR = Instant.parse("2026-01-01T00:00:00Z");
    static final BudgetSettings SETTINGS =
            new BudgetSettings(ZoneOffset.UTC, 400, true, 0, Duration.ofMillis(30), Duration.ofMinutes(10));

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-05-06T10:00:00Z"));
    final Map<BudgetAccount, AtomicLong> exposed = new ConcurrentHashMap<>();
    final Map<BudgetAccount, AtomicLong> spent = new ConcurrentHashMap<>();
    final List<String> broken = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger admitted = new AtomicInteger();
    private final Bank bank;
    private final Booking booking;
    private final AtomicInteger lives = new AtomicInteger();

    /** Books a cost in the bank. */
    interface Booking {
        void settle(BudgetAccount account, @Nullable String owner, long nanos);
    }

    Town(Bank bank, Booking booking) {
        this.bank = bank;
        this.booking = booking;
    }

    static Town inMemory() {
        MemoryBank bank = new MemoryBank(InstantSource.system());
        return new Town(bank, bank::settle);
    }

    static BudgetLine key(long max, @Nullable String duration) {
        return new BudgetLine(BudgetLevel.KEY, "k", max, duration, ANCHOR);
    }

    static BudgetLine team(long max) {
        return new BudgetLine(BudgetLevel.TEAM, "t", max, null, ANCHOR, "t");
    }

    /** What a call that ended left in its instance's journal. */
    private record Entry(Payer.Debit debit, long nanos) {}

    /** One instance: it can be killed, and come back with its journal. */
    final class Instance {
        private final String name;
        private final Queue<Entry> journal = new ConcurrentLinkedQueue<>();
        private final ReadWriteLock alive = new ReentrantReadWriteLock(true);
        private volatile Escrow escrow;

        Instance(String name) {
            this.name = name;
            this.escrow = begun();
        }

        private Escrow begun() {
            Escrow fresh = new Escrow(
                    bank,
                    name,
                    "life" + lives.incrementAndGet(),
                    BudgetListener.NONE,
                    () -> SETTINGS,
                    now::get,
                    System::nanoTime);
            fresh.start();
            return fresh;
        }

        /** Whether nothing was overspent so far. */
        boolean isSound() {
            return broken.isEmpty();
        }

        Escrow escrow() {
            return escrow;
        }

        /** A call of a random cost up to its bound; whether it was admitted. */
        boolean call(List<BudgetLine> lines, long bound, SplittableRandom random) {
            alive.readLock().lock();
            try {
                return escrow.reserve(lines, Ask.exactly(bound)) instanceof Reservation reservation
                        && answered(reservation, lines, bound, random);
            } finally {
                alive.readLock().unlock();
            }
        }

        /** A call that is never heard of again, as when its instance dies before the vendor has answered. */
        void abandon(List<BudgetLine> lines, long bound) {
            Admission lost = escrow.reserve(lines, Ask.exactly(bound));
            assertThat(lost).isNotNull();
        }

        private boolean answered(Reservation reservation, List<BudgetLine> lines, long bound, SplittableRandom random) {
            open.incrementAndGet();
            admitted.incrementAndGet();
            expose(reservation, lines, bound);
            long cost = random.nextInt(4) == 0 ? bound : random.nextLong(bound + 1);
            reservation.spent(cost / 2);
            reservation.spent(cost - cost / 2);
            for (Payer.Debit debit : reservation.debits()) {
                spent.computeIfAbsent(debit.account(), any -> new AtomicLong()).addAndGet(cost);
                exposed(debit.account()).addAndGet(cost - bound);
                journal.add(new Entry(debit, cost));
            }
            reservation.close();
            reservation.close();
            open.decrementAndGet();
            return true;
        }

        private void expose(Reservation reservation, List<BudgetLine> lines, long bound) {
            for (int i = 0; i < lines.size(); i++) {
                BudgetAccount account = reservation.debits().get(i).account();
                long now = exposed(account).addAndGet(bound);
                if (now > lines.get(i).maxNanos()) {
                    broken.add(account + " stands at " + now);
                }
            }
        }

        void ship() {
            Map<Payer.Debit, Long> sums = new HashMap<>();
            for (Entry entry = journal.poll(); entry != null; entry = journal.poll()) {
                sums.merge(entry.debit(), entry.nanos(), Long::sum);
            }
            sums.forEach((debit, nanos) -> booking.settle(debit.account(), debit.owner(), nanos));
        }

        /** Ends without a word; comes back, books what its journal has, and says that it did. */
        void killed() {
            alive.writeLock().lock();
            try {
                escrow = begun();
                ship();
                escrow.recovered();
            } finally {
                alive.writeLock().unlock();
            }
        }
    }

    private AtomicLong exposed(BudgetAccount account) {
        return exposed.computeIfAbsent(account, any -> new AtomicLong());
    }

    private final List<Instance> instances = new ArrayList<>();

    Instance instance(String name) {
        Instance made = new Instance(name);
        instances.add(made);
        return made;
    }

    void ship() {
        instances.forEach(Instance::ship);
    }

    long spent(BudgetAccount account) {
        AtomicLong sum = spent.get(account);
        return sum == null ? 0 : sum.get();
    }

    /** Every call ended, nothing was overspent, and the bank knows of every cost. */
    void balances() {
        ship();
        assertThat(open).hasValue(0);
        assertThat(broken).isEmpty();
        spent.forEach((account, sum) -> assertThat(bank.settled(account)).isEqualTo(sum.get()));
    }

    @Override
    public void close() {
        instances.forEach(instance -> instance.escrow().close());
    }
}
