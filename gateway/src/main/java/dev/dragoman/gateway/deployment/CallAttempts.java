package dev.dragoman.gateway.deployment;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.http.Deadline;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Timeouts;
import dev.dragoman.provider.Provider;
import dev.dragoman.routing.Attempt;
import dev.dragoman.routing.CallOptions;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.ParameterPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes the attempts of calls: their time limits, parameter policies and header fields, as client, deployment and settings say. */
final class CallAttempts {

    private final LongSupplier nanoClock;

    CallAttempts(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The attempt of a call at a deployment. */
    Attempt of(Call call, Deployment deployment, Settings settings, boolean stream) {
        return new Attempt(
                call.frame().withMergedReasoning(merges(call.options(), deployment)),
                policy(call.options(), deployment.policy()),
                Forwarding.of(call.headers(), deployment, settings.general().forwardClientHeaders()),
                timeouts(call.options(), deployment, settings, stream),
                call.cancellation());
    }

    private static boolean merges(CallOptions options, Deployment deployment) {
        Boolean asked = options.mergedReasoning();
        return asked == null ? deployment.mergesReasoning() : asked;
    }

    private static ParameterPolicy policy(CallOptions options, ParameterPolicy own) {
        if (options.drop() == null
                && options.additionalDrops().isEmpty()
                && options.allowed().isEmpty()) {
            return own;
        }
        return new ParameterPolicy(
                options.drop() == null ? own.drop() : options.drop(),
                joined(own.additionalDrops(), options.additionalDrops()),
                joined(own.allowed(), options.allowed()));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private Timeouts timeouts(CallOptions options, Deployment deployment, Settings settings, boolean stream) {
        long now = nanoClock.getAsLong();
        Duration whole = first(
                options.timeout(),
                deployment.timeouts().whole(),
                settings.router().timeout());
        Duration limit = whole == null ? settings.litellm().requestTimeout() : whole;
        if (!stream) {
            return Timeouts.total(Deadline.after(limit, now));
        }
        Duration streamed = first(
                options.streamTimeout(),
                deployment.timeouts().firstEvent(),
                settings.router().streamTimeout());
        return new Timeouts(
                Deadline.NONE,
                Deadline.after(streamed == null ? limit : streamed, now),
                settings.dragoman().streamIdleTimeout());
    }

    private static @Nullable Duration first(@Nullable Duration one, @Nullable Duration two, @Nullable Duration three) {
        return one != null ? one : two != null ? two : three;
    }

    /** Which of the client's header fields a vendor gets to see. */
    static final class Forwarding {

        private Forwarding() {}

        static Headers of(Headers client, Deployment deployment, boolean all) {
            Provider provider = deployment.provider();
            String dialect = provider.converses() ? provider.dialect().name() : "";
            boolean anthropic = dialect.equals("anthropic");
            boolean betas = anthropic || dialect.equals("converse");
            if (!betas && !all) {
                return Headers.EMPTY;
            }
            Headers.Builder forwarded = Headers.builder();
            client.forEach((name, value) -> {
                boolean own = betas && name.equals("anthropic-beta") || anthropic && name.equals("anthropic-version");
                if (own || all && isForwarded(name)) {
                    forwarded.set(name, value);
                }
            });
            return forwarded.build();
        }

        private static boolean isForwarded(String name) {
            return name.startsWith("x-")
                    && !name.startsWith("x-stainless")
                    && !name.startsWith("x-litellm-")
                    && !name.startsWith("x-forwarded-")
                    && !name.equals("x-api-key")
                    && !name.equals("x-goog-api-key");
        }
    }
}
