package dev.dragoman.routing;

import dev.dragoman.error.ContentPolicyViolationException;
import dev.dragoman.error.ContextWindowExceededException;
import dev.dragoman.error.LlmException;
import dev.dragoman.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which groups stand by for one that has failed.
 *
 * @param general on any failure, by group; under {@code *} for all others
 * @param contextWindow when a prompt was too long, by group; null when that is not told apart
 * @param contentPolicy when a vendor's rules on content refused, by group; null when that is not told apart
 * @param most how many may be asked one after the other
 * @see <a href="https://docs.litellm.ai/docs/proxy/reliability">LiteLLM: fallbacks</a>
 */
public record Fallbacks(
        Map<String, List<Target>> general,
        @Nullable Map<String, List<Target>> contextWindow,
        @Nullable Map<String, List<Target>> contentPolicy,
        int most) {

    /** How many LiteLLM asks at most. */
    public static final int MOST = 5;

    /** Nobody stands by. */
    public static final Fallbacks NONE = new Fallbacks(Map.of(), null, null, MOST);

    private static final String ALL = "*";

    public Fallbacks {
        general = Map.copyOf(general);
        contextWindow = contextWindow == null ? null : Map.copyOf(contextWindow);
        contentPolicy = contentPolicy == null ? null : Map.copyOf(contentPolicy);
    }

    /**
     * Who stands by.
     *
     * @param model the public name
     * @param changes members of the request that are put in place of the client's
     */
    public record Target(String model, JsonObject changes) {

        /** With the client's request as it is. */
        public static Target of(String model) {
            return new Target(model, JsonObject.EMPTY);
        }
    }

    /** Asks one group. */
    @FunctionalInterface
    public interface Stop {

        /**
         * The group's answer.
         *
         * @param failed takes up the attempts that fail
         * @throws LlmException when it has none
         */
        CallAnswer ask(Target target, List<Attempted> failed);
    }

    /** Is told how asking another group turned out. */
    public interface Listener {

        /** One stood by for another on a failure; it may have failed as well. */
        void stoodBy(String failed, String standing, LlmException reason, boolean answered);
    }

    /**
     * An answer, and how it came about.
     *
     * @param model the public name of the group that answered
     * @param fallbacks how many groups were asked after the first
     * @param failed all attempts that failed
     */
    public record Answer(CallAnswer answer, String model, int fallbacks, List<Attempted> failed) {

        public Answer {
            failed = List.copyOf(failed);
        }
    }

    /**
     * Asks a group, and those that stand by for it in turn when it fails.
     *
     * @param failed takes up the attempts that fail
     * @throws LlmException the last failure
     */
    public Answer ask(String model, Stop stop, Listener listener, List<Attempted> failed) {
        return new Journey(stop, listener, failed).to(Target.of(model));
    }

    /** Who stands by for a group on such a failure, in order. */
    public List<Target> standingBy(String model, LlmException failure) {
        Map<String, List<Target>> typed = switch (failure) {
            case ContextWindowExceededException any -> contextWindow;
            case ContentPolicyViolationException any -> contentPolicy;
            default -> null;
        };
        return typed != null ? typed.getOrDefault(model, List.of()) : general(model);
    }

    private List<Target> general(String model) {
        List<Target> exact = general.get(model);
        if (exact != null) {
            return exact;
        }
        int slash = model.indexOf('/');
        List<Target> bare = slash < 0 ? null : general.get(model.substring(slash + 1));
        return bare != null ? bare : general.getOrDefault(ALL, List.of());
    }

    /** One call on its way from group to group. */
    private final class Journey {

        private final Stop stop;
        private final Listener listener;
        private final List<Attempted> failed;
        private final List<String> asked = new ArrayList<>(1);

        Journey(Stop stop, Listener listener, List<Attempted> failed) {
            this.stop = stop;
            this.listener = listener;
            this.failed = failed;
        }

        Answer to(Target target) {
            asked.add(target.model());
            try {
                return new Answer(stop.ask(target, failed), target.model(), asked.size() - 1, failed);
            } catch (LlmException failure) {
                return onwards(target, failure);
            }
        }

        /** The groups that stand by have others that stand by for them; nobody is asked twice. */
        private Answer onwards(Target from, LlmException failure) {
            LlmException last = failure;
            for (Target next : standingBy(from.model(), failure)) {
                if (asked.size() > most) {
                    break;
                }
                if (asked.contains(next.model())) {
                    continue;
                }
                try {
                    Answer answer = to(next);
                    listener.stoodBy(from.model(), next.model(), failure, true);
                    return answer;
                } catch (LlmException also) {
                    listener.stoodBy(from.model(), next.model(), failure, false);
                    last = also;
                }
            }
            throw last;
        }
    }
}
