package dev.dragoman.gateway.deployment;

import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.routing.Cooldown;
import dev.dragoman.routing.Cooldowns;
import dev.dragoman.routing.Deployment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Why each deployment of a group was taken or not, in words and numbers. */
final class CandidateStory {

    private final Passed passed;
    private final List<Trace.Fault> faults;
    private final @Nullable Deployment answered;
    private final long nanos;
    private final boolean dry;
    private final int lowest;

    /**
     * The story of one group.
     *
     * @param faults attempts at it that failed
     * @param answered who answered; null when none of the group did
     * @param nanos when that was, on the scale of the router's clock
     * @param dry whether nothing was asked in truth
     */
    CandidateStory(Passed passed, List<Trace.Fault> faults, @Nullable Deployment answered, long nanos, boolean dry) {
        this.passed = passed;
        this.faults = faults;
        this.answered = answered;
        this.nanos = nanos;
        this.dry = dry;
        this.lowest = lowest();
    }

    /** What became of a deployment. */
    enum Verdict {
        ANSWERED,
        FAILED,
        LEFT_OUT,
        COOLING,
        LATER_ORDER,
        NOT_DRAWN,
        NOT_ASKED,
        ELIGIBLE;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    JsonObject of(Deployment deployment) {
        Verdict verdict = verdict(deployment);
        Passed.LeftOut leftOut = leftOut(deployment);
        JsonObject.Builder told = JsonObject.builder()
                .put("model_id", deployment.id())
                .put("model", deployment.modelString())
                .put("api_base", deployment.endpoints().base())
                .put("verdict", verdict.word())
                .put("why", why(verdict, deployment, leftOut));
        if (leftOut != null) {
            told.put("screen", leftOut.screen());
        }
        Cooldown cooling = cooling(deployment);
        if (cooling != null) {
            told.put("cooldown", cooldown(cooling, Duration.ofNanos(Math.max(0, cooling.untilNanos() - nanos))));
        }
        List<Trace.Fault> own = faults(deployment);
        if (!own.isEmpty()) {
            told.put(
                    "failures",
                    new JsonArray(
                            own.stream().<JsonValue>map(CandidateStory::fault).toList()));
        }
        return told.put("limits", limits(deployment)).build();
    }

    /** A cooldown, in LiteLLM's sense. */
    static JsonObject cooldown(Cooldown cooldown, Duration left) {
        return JsonObject.builder()
                .put("seconds_left", seconds(left))
                .put("status", cooldown.status())
                .put("reason", cooldown.reason())
                .build();
    }

    /** The same as it is at the moment; null when the deployment is not left alone. */
    static @Nullable JsonObject cooldown(Cooldowns cooldowns, Deployment deployment) {
        List<Cooldown> found = cooldowns.among(List.of(deployment));
        return found.isEmpty() ? null : cooldown(found.getFirst(), cooldowns.remaining(found.getFirst()));
    }

    static JsonObject fault(Trace.Fault fault) {
        return JsonObject.builder()
                .put("status", fault.status())
                .put("error", fault.error())
                .put("message", fault.message())
                .put("ms", TimeUnit.NANOSECONDS.toMillis(fault.nanos()))
                .build();
    }

    private Verdict verdict(Deployment deployment) {
        if (deployment.equals(answered)) {
            return Verdict.ANSWERED;
        }
        if (!faults(deployment).isEmpty()) {
            return Verdict.FAILED;
        }
        if (leftOut(deployment) != null
                || !has(passed.kept(), deployment) && !passed.kept().isEmpty()) {
            return Verdict.LEFT_OUT;
        }
        if (cooling(deployment) != null && !allCool()) {
            return Verdict.COOLING;
        }
        if (!has(passed.kept(), deployment)) {
            return Verdict.NOT_ASKED;
        }
        if (deployment.turn().order() > lowest) {
            return Verdict.LATER_ORDER;
        }
        return dry ? Verdict.ELIGIBLE : answered == null && faults.isEmpty() ? Verdict.NOT_ASKED : Verdict.NOT_DRAWN;
    }

    private String why(Verdict verdict, Deployment deployment, Passed.@Nullable LeftOut leftOut) {
        int order = deployment.turn().order();
        return switch (verdict) {
            case ANSWERED -> "it was asked, and answered";
            case FAILED ->
                "it was asked, and failed: " + faults(deployment).getLast().error();
            case LEFT_OUT -> leftOut == null ? "it does not offer what is asked for" : leftOut.why();
            case COOLING -> "it is left alone after a failure, while others are not";
            case LATER_ORDER ->
                (order == Integer.MAX_VALUE ? "it has no order" : "its order is " + order) + ", and those of order "
                        + lowest + " come first";
            case NOT_DRAWN -> "the strategy " + strategy() + " chose another, and that was enough";
            case NOT_ASKED -> "none of its group was asked";
            case ELIGIBLE -> "the strategy " + strategy() + " may choose it";
        };
    }

    private String strategy() {
        return strategy(passed);
    }

    /** The strategy's name in a configuration. */
    static String strategy(Passed passed) {
        return passed.strategy().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private List<Trace.Fault> faults(Deployment deployment) {
        return faults.stream()
                .filter(fault -> deployment.equals(fault.deployment()))
                .toList();
    }

    private Passed.@Nullable LeftOut leftOut(Deployment deployment) {
        return passed.leftOut().stream()
                .filter(one -> one.deployment().equals(deployment))
                .findFirst()
                .orElse(null);
    }

    private @Nullable Cooldown cooling(Deployment deployment) {
        return passed.cooling().stream()
                .filter(one -> one.deployment().equals(deployment.id()))
                .findFirst()
                .orElse(null);
    }

    /** Then asking them is still better than asking nobody. */
    private boolean allCool() {
        return !passed.kept().isEmpty() && passed.kept().stream().allMatch(one -> cooling(one) != null);
    }

    private int lowest() {
        boolean all = allCool();
        return passed.kept().stream()
                .filter(one -> all || cooling(one) == null)
                .mapToInt(one -> one.turn().order())
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private static boolean has(List<Deployment> deployments, Deployment deployment) {
        return deployments.contains(deployment);
    }

    /** What the choice and the attempts are bounded by. */
    private static JsonObject limits(Deployment deployment) {
        Deployment.Share share = deployment.share();
        JsonObject.Builder limits = JsonObject.builder();
        if (share.weight() != null) {
            limits.put("weight", new JsonNumber(share.weight().toString()));
        }
        if (share.requestsPerMinute() != null) {
            limits.put("rpm", share.requestsPerMinute());
        }
        if (share.tokensPerMinute() != null) {
            limits.put("tpm", share.tokensPerMinute());
        }
        if (deployment.turn().order() != Integer.MAX_VALUE) {
            limits.put("order", deployment.turn().order());
        }
        Duration whole = deployment.timeouts().whole();
        if (whole != null) {
            limits.put("timeout", seconds(whole));
        }
        Duration first = deployment.timeouts().firstEvent();
        if (first != null) {
            limits.put("stream_timeout", seconds(first));
        }
        return limits.build();
    }

    private static JsonNumber seconds(Duration span) {
        return new JsonNumber(
                BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros().toPlainString());
    }
}
