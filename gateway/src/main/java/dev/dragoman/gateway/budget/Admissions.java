package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetLine;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.BudgetSettings;
import dev.dragoman.routing.ChatSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets calls in for which there is money: as they are asked for, or with shorter answers. */
final class Admissions {

    private static final int FAR = 64;
    private static final long FEWEST_TOKENS = 16;
    private static final long GOOD_TOKENS = 4_096;

    private final Escrow escrow;
    private final CostBound costs;
    private final Supplier<BudgetSettings> settings;

    Admissions(Escrow escrow, CostBound costs, Supplier<BudgetSettings> settings) {
        this.escrow = escrow;
        this.costs = costs;
        this.settings = settings;
    }

    /**
     * A call that is paid for.
     *
     * @param call as it may be made
     * @param lowered its longest answer in tokens; null when that is as it was asked for
     */
    record Admitted(
            Call call, Reservation reservation, @Nullable Long lowered) {

        Admitted {
            call = call.paidBy(reservation);
        }
    }

    /**
     * Lets the call in.
     *
     * @throws dev.dragoman.error.LlmException when a budget does not suffice, or nobody knows whether it does
     */
    Admitted admit(Call call, List<BudgetLine> lines) {
        Demand asked = Demands.of(call);
        Demand demand = bounded(call, asked);
        OptionalLong known = costs.nanos(call, demand);
        long hold = settings.get().unpricedHoldNanos();
        if (known.isEmpty() && hold == 0 && lines.stream().anyMatch(BudgetLine::isHard)) {
            throw Refusals.unpriced(call);
        }
        long full = known.orElse(hold);
        if (known.isEmpty() || full == 0 || !isNear(lines, full)) {
            Admission far = escrow.reserve(lines, Ask.exactly(full));
            if (!(far instanceof Admission.Shortage) || known.isEmpty()) {
                return new Admitted(call, admitted(far), null);
            }
        }
        return near(call, lines, asked);
    }

    private boolean isNear(List<BudgetLine> lines, long full) {
        Long room = escrow.room(lines);
        return room != null && room / FAR < full;
    }

    /** The end of a budget is not far: tokens are counted, and answers shortened. */
    private Admitted near(Call call, List<BudgetLine> lines, Demand asked) {
        Demand counted = call.source() instanceof ChatSource ? asked.reading(costs.inputTokens(call)) : asked;
        Demand demand = bounded(call, counted);
        Ask ask = ask(call, asked, demand);
        Reservation reservation = admitted(escrow.reserve(lines, ask));
        if (reservation.amount() >= ask.full() || !(call.source() instanceof ChatSource chat)) {
            return new Admitted(call, reservation, null);
        }
        long tokens = fitting(call, demand, reservation.amount());
        return new Admitted(call.asking(OutputLimit.lowered(chat, tokens)), reservation, tokens);
    }

    private Ask ask(Call call, Demand asked, Demand demand) {
        long full = nanos(call, demand);
        Long most = demand.outputTokens();
        long fewest = Demands.thoughts(call.source().body()) + FEWEST_TOKENS;
        if (!settings.get().lowers() || !(call.source() instanceof ChatSource) || most == null || most <= fewest) {
            return Ask.exactly(full);
        }
        long good = asked.outputTokens() != null
                ? full
                : nanos(call, demand.answering(Math.min(most, Math.max(fewest, GOOD_TOKENS))));
        return new Ask(full, good, Math.min(good, nanos(call, demand.answering(fewest))));
    }

    private Demand bounded(Call call, Demand demand) {
        OptionalLong most = demand.outputTokens() == null ? costs.mostOutput(call) : OptionalLong.empty();
        return most.isPresent() ? demand.answering(most.getAsLong()) : demand;
    }

    private long nanos(Call call, Demand demand) {
        return costs.nanos(call, demand).orElse(settings.get().unpricedHoldNanos());
    }

    /** As many tokens as so much pays for. */
    private long fitting(Call call, Demand demand, long amount) {
        Long most = demand.outputTokens();
        long over = most == null ? FEWEST_TOKENS : most;
        long fits = 0;
        while (over - fits > 1) {
            long middle = fits + (over - fits) / 2;
            if (nanos(call, demand.answering(middle)) <= amount) {
                fits = middle;
            } else {
                over = middle;
            }
        }
        return Math.max(1, fits);
    }

    private Reservation admitted(Admission admission) {
        return switch (admission) {
            case Reservation reservation -> reservation;
            case Admission.Shortage shortage ->
                throw Refusals.exceeded(shortage, settings.get().refusalStatus());
            case Admission.Outage _ -> throw Refusals.unavailable();
        };
    }
}
