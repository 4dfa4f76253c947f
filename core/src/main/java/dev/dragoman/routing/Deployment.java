package dev.dragoman.routing;

import dev.dragoman.http.Headers;
import dev.dragoman.json.JsonObject;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Provider;
import dev.dragoman.provider.Spoken;
import dev.dragoman.provider.Target;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One model at one provider, ready to be called. Entries of one group share a public name.
 *
 * @param id stable id of this deployment
 * @param group the public name
 * @param provider where it lives
 * @param target which model there, and the settings to reach it
 * @param defaults request parameters used when the caller gives none
 * @param policy what happens to parameters that the model does not take
 * @param extraHeaders fields added to every request
 * @param extraBody members put on top of every request body
 * @param timeouts limits of one attempt
 * @param share how often it is chosen among its group
 * @param endpoints where its requests go
 * @param turn when it is asked, how often again, and for how long not
 */
public record Deployment(
        String id,
        String group,
        Provider provider,
        Target target,
        JsonObject defaults,
        ParameterPolicy policy,
        Headers extraHeaders,
        JsonObject extraBody,
        AttemptTimeouts timeouts,
        Share share,
        Endpoints endpoints,
        Turn turn) {

    /**
     * When a deployment is asked, how often again, and for how long not.
     *
     * @param order those of a group with the lowest order are asked first, the others only after these have failed
     * @param retries further attempts of the call when this deployment is the first to fail; null for the call's own
     * @param cooldown how long it is left alone after it failed, zero for not at all; null for the router's time
     * @param parallel how many calls it answers at once; null for any number
     * @param hedge when another is asked beside it; null for never
     */
    public record Turn(
            int order,
            @Nullable Integer retries,
            @Nullable Duration cooldown,
            @Nullable Integer parallel,
            @Nullable Hedge hedge) {

        /** After all that have an order, and tried again as the call says. */
        public static final Turn ANY = new Turn(Integer.MAX_VALUE, null, null, null, null);

        /** For any number of calls at once, and always asked alone. */
        public Turn(int order, @Nullable Integer retries, @Nullable Duration cooldown) {
            this(order, retries, cooldown, null, null);
        }

        /** Left alone as long as the router says. */
        public Turn(int order, @Nullable Integer retries) {
            this(order, retries, null, null, null);
        }
    }

    /**
     * When another deployment is asked beside one that lets wait.
     *
     * @param after how long the first may take to its answer, or to the first event of a stream
     * @param mostPercent in how many of a hundred calls that may happen
     */
    public record Hedge(Duration after, double mostPercent) {}

    /**
     * Limits of one attempt.
     *
     * @param whole for a whole answer; null for the router's default
     * @param firstEvent for the first event of a stream; null for the router's default
     */
    public record AttemptTimeouts(
            @Nullable Duration whole, @Nullable Duration firstEvent) {

        /** The router's defaults. */
        public static final AttemptTimeouts DEFAULT = new AttemptTimeouts(null, null);
    }

    /**
     * What the choice among a group is weighted by: weight, else requests per minute, else tokens per minute.
     *
     * @param weight relative weight; null when not set
     * @param requestsPerMinute null when not set
     * @param tokensPerMinute null when not set
     */
    public record Share(
            @Nullable Double weight,
            @Nullable Long requestsPerMinute,
            @Nullable Long tokensPerMinute) {

        /** Like any other. */
        public static final Share EVEN = new Share(null, null, null);
    }

    /**
     * Where requests for conversations go, in each dialect that the provider speaks.
     *
     * @param whole for whole answers, by operation
     * @param streamed for streamed answers, by operation
     * @param base the address that is shown
     */
    public record Endpoints(Map<Operation, Endpoint> whole, Map<Operation, Endpoint> streamed, String base) {

        public Endpoints {
            whole = Map.copyOf(whole);
            streamed = Map.copyOf(streamed);
        }

        /**
         * The endpoints that the provider's address gives for the target.
         *
         * @throws IllegalArgumentException saying which setting is missing or wrong
         */
        public static Endpoints of(Provider provider, Target target) {
            Map<Operation, Endpoint> whole = new EnumMap<>(Operation.class);
            Map<Operation, Endpoint> streamed = new EnumMap<>(Operation.class);
            for (Spoken spoken : provider.spoken()) {
                Operation operation = spoken.operation();
                whole.put(operation, provider.address().endpoint(operation, target, false));
                streamed.put(operation, provider.address().endpoint(operation, target, true));
            }
            return new Endpoints(whole, streamed, base(provider, target, whole));
        }

        private static String base(Provider provider, Target target, Map<Operation, Endpoint> whole) {
            Operation first = provider.operations().iterator().next();
            Endpoint conversations = whole.get(first);
            if (conversations != null) {
                return conversations.base();
            }
            return Objects.requireNonNull(provider.service(first), first.title())
                    .endpoint(target)
                    .base();
        }
    }

    /** Where requests in a dialect that the provider speaks go. */
    Endpoint endpoint(Operation spoken, boolean stream) {
        Map<Operation, Endpoint> all = stream ? endpoints.streamed() : endpoints.whole();
        return Objects.requireNonNull(all.get(spoken), spoken.title());
    }

    /** The same place with another model or other settings; where its requests go must not depend on the difference. */
    public Deployment reaching(Target other) {
        return new Deployment(
                id,
                group,
                provider,
                other,
                defaults,
                policy,
                extraHeaders,
                extraBody,
                timeouts,
                share,
                endpoints,
                turn);
    }

    /** Whether the operation can be asked of it. */
    public boolean offers(Operation operation) {
        return provider.offers(operation);
    }

    /** Whether its thoughts are told inside the text of its answers. */
    public boolean mergesReasoning() {
        return "true".equals(target.setting("merge_reasoning_content_in_choices"));
    }

    /** The model string in configuration's spelling, {@code provider/model}. */
    public String modelString() {
        return provider.name() + "/" + target.model();
    }
}
