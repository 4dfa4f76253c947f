package dev.dragoman.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** While the bank is away, what was leased may be spent and no more. */
final class OutageTest {

    private static final BudgetAccount KEY = new BudgetAccount(BudgetLevel.KEY, "k", "ever");
    private static final List<BudgetLine> LINES = List.of(Town.key(10_000, null));

    private final AtomicLong nanos = new AtomicLong(1);
    private final Away bank = new Away();
    private final Escrow escrow = new Escrow(
            bank, "i", "1", BudgetListener.NONE, () -> Town.SETTINGS, InstantSource.system(), nanos::incrementAndGet);

    /** A bank that can be cut off. */
    private static final class Away implements Bank {
        private final MemoryBank bank = new MemoryBank(InstantSource.system());
        private volatile boolean away;

        private MemoryBank reached() {
            if (away) {
                throw new BankException("cut off", new IllegalStateException());
            }
            return bank;
        }

        @Override
        public List<Grant> lease(String owner, List<Wish> wishes) {
            return reached().lease(owner, wishes);
        }

        @Override
        public void giveBack(String owner, List<Portion> unspent) {
            reached().giveBack(owner, unspent);
        }

        @Override
        public Set<BudgetAccount> beat(String owner, boolean renew) {
            return reached().beat(owner, renew);
        }

        @Override
        public void retire(String prefix, String current) {
            reached().retire(prefix, current);
        }

        @Override
        public boolean mark(BudgetAccount account, BudgetListener.Mark mark) {
            return reached().mark(account, mark);
        }

        @Override
        public void reset(BudgetAccount account, long nanos) {
            reached().reset(account, nanos);
        }

        @Override
        public long settled(BudgetAccount account) {
            return reached().settled(account);
        }
    }

    /** The teller's thread goes round by the same clock, which passes a second for each round here. */
    private Admission reserve(long amount) throws InterruptedException {
        Admission[] admission = new Admission[1];
        Thread call = Thread.ofVirtual().start(() -> admission[0] = escrow.reserve(LINES, Ask.exactly(amount)));
        while (call.isAlive()) {
            nanos.addAndGet(20_000_000);
            escrow.teller().round();
            call.join(Duration.ofMillis(1));
        }
        return admission[0];
    }

    @Test
    void whatWasLeasedMayBeSpentAndNoMore() throws InterruptedException {
        assertThat(reserve(100)).isInstanceOf(Reservation.class);
        long held = bank.bank.leased(KEY) - 100;
        bank.away = true;

        assertThat(reserve(held)).isInstanceOf(Reservation.class);
        assertThat(reserve(1)).isInstanceOf(Admission.Outage.class);
    }

    @Test
    void anUnknownAccountIsNoBudgetThatIsSpent() throws InterruptedException {
        bank.away = true;

        assertThat(reserve(1)).isInstanceOf(Admission.Outage.class);

        bank.away = false;
        nanos.addAndGet(2_000_000_000);
        escrow.teller().round();
        assertThat(reserve(1)).isInstanceOf(Reservation.class);
    }

    @Test
    void whatWasLeasedLongAgoMayHaveBeenGivenToOthers() throws InterruptedException {
        assertThat(reserve(100)).isInstanceOf(Reservation.class);
        bank.away = true;
        nanos.addAndGet(Town.SETTINGS.leaseTime().toNanos() / 10 * 9);
        escrow.teller().round();

        assertThat(escrow.reserve(LINES, Ask.exactly(1))).isInstanceOf(Admission.Outage.class);

        bank.away = false;
        nanos.addAndGet(2_000_000_000);
        escrow.teller().round();
        Reservation anew = (Reservation) reserve(1);
        assertThat(anew.debits().getFirst().owner()).isEqualTo("i/1/1");
    }

    @Test
    void aLowerBudgetCountsAtOnce() throws InterruptedException {
        Reservation first = (Reservation) reserve(2_000);
        first.spent(2_000);
        first.close();

        assertThat(lowered(2_000, 1)).isInstanceOf(Admission.Shortage.class);
        assertThat(lowered(2_500, 400)).isInstanceOf(Reservation.class);
    }

    private Admission lowered(long max, long amount) throws InterruptedException {
        Admission[] admission = new Admission[1];
        Thread call = Thread.ofVirtual()
                .start(() -> admission[0] = escrow.reserve(List.of(Town.key(max, null)), Ask.exactly(amount)));
        while (call.isAlive()) {
            nanos.addAndGet(20_000_000);
            escrow.teller().round();
            call.join(Duration.ofMillis(1));
        }
        return admission[0];
    }
}
