package dev.dragoman.gateway.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.call.BudgetAccount;
import dev.dragoman.gateway.call.BudgetLevel;
import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Payer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What one instance holds and another is short of. */
final class LeasesTest {

    private static final BudgetAccount KEY = new BudgetAccount(BudgetLevel.KEY, "k", "ever");
    private static final long MAX = 10_000;
    private static final List<BudgetLine> LINES = List.of(Town.key(MAX, null));

    private final AtomicLong nanos = new AtomicLong(1);
    private final MemoryBank bank = new MemoryBank(InstantSource.system());
    private final Escrow here = escrow("here", "1");
    private final Escrow there = escrow("there", "1");

    private Escrow escrow(String instance, String life) {
        return new Escrow(
                bank,
                instance,
                life,
                BudgetListener.NONE,
                () -> Town.SETTINGS,
                InstantSource.system(),
                nanos::incrementAndGet);
    }

    /** Both tellers go round by one clock, which passes while the call waits. */
    private Admission reserve(Escrow escrow, long amount) throws InterruptedException {
        Admission[] admission = new Admission[1];
        Thread call = Thread.ofVirtual().start(() -> admission[0] = escrow.reserve(LINES, Ask.exactly(amount)));
        while (call.isAlive()) {
            nanos.addAndGet(5_000_000);
            escrow.teller().round();
            call.join(Duration.ofMillis(1));
        }
        return admission[0];
    }

    private void later(Escrow escrow, int seconds) {
        for (int i = 0; i < seconds; i++) {
            nanos.addAndGet(1_000_000_000);
            escrow.teller().round();
        }
    }

    private static void spend(Admission admission, long cost) {
        Reservation reservation = (Reservation) admission;
        reservation.spent(cost);
        reservation.close();
    }

    @Test
    void whatOthersAreShortOfIsReturnedThoughItIsInUse() throws InterruptedException {
        spend(reserve(here, 9_000), 10);
        assertThat(reserve(there, 5_000)).isInstanceOf(Admission.Shortage.class);
        spend(reserve(here, 20), 10);

        later(here, 1);

        assertThat(bank.leased(KEY)).isEqualTo(20);
        assertThat(reserve(there, 5_000)).isInstanceOf(Reservation.class);
    }

    @Test
    void whatNobodyUsesIsReturned() throws InterruptedException {
        spend(reserve(here, 9_000), 10);
        later(here, 4);
        assertThat(bank.leased(KEY)).isEqualTo(9_000);

        later(here, 3);

        assertThat(bank.leased(KEY)).isEqualTo(10);
    }

    @Test
    void whatADeadProcessHeldComesBackOnlyWhenItsJournalIsBooked() throws InterruptedException {
        Reservation ended = (Reservation) reserve(here, 3_000);
        spend(ended, 1_000);
        reserve(here, 2_000);
        Escrow successor = escrow("here", "2");
        spend(reserve(successor, 100), 50);
        assertThat(reserve(there, 8_500)).isInstanceOf(Admission.Shortage.class);

        for (Payer.Debit debit : ended.debits()) {
            bank.settle(debit.account(), debit.owner(), 1_000);
        }
        successor.recovered();

        assertThat(bank.leased(KEY)).isEqualTo(500);
        assertThat(bank.settled(KEY)).isEqualTo(1_000);
        assertThat(reserve(there, 8_500)).isInstanceOf(Reservation.class);
        assertThat(reserve(successor, 500)).isInstanceOf(Admission.Shortage.class);
    }

    @Test
    void aCallThatCostsMoreThanItsBoundIsPaidForByTheNextLease() throws InterruptedException {
        Reservation dear = (Reservation) reserve(here, 1_000);
        spend(dear, 4_000);
        dear.debits().forEach(debit -> bank.settle(debit.account(), debit.owner(), 4_000));

        assertThat(reserve(here, 6_001)).isInstanceOf(Admission.Shortage.class);
        assertThat(reserve(here, 6_000)).isInstanceOf(Reservation.class);
        assertThat(bank.leased(KEY)).isEqualTo(6_000);
    }

    @Test
    void allBudgetsOfACallPayOrNone() throws InterruptedException {
        List<BudgetLine> both = List.of(Town.key(MAX, null), Town.team(100));
        Admission[] admission = new Admission[1];
        Thread call = Thread.ofVirtual().start(() -> admission[0] = here.reserve(both, Ask.exactly(200)));
        while (call.isAlive()) {
            nanos.addAndGet(5_000_000);
            here.teller().round();
            call.join(Duration.ofMillis(1));
        }

        assertThat(admission[0])
                .isInstanceOfSatisfying(
                        Admission.Shortage.class,
                        shortage -> assertThat(shortage.line()).isEqualTo(Town.team(100)));
        later(here, 7);
        assertThat(bank.leased(KEY)).isZero();
    }
}
