package dev.dragoman.gateway.deployment;

import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.config.ModelEntry;
import dev.dragoman.gateway.config.Serving;
import dev.dragoman.gateway.config.TagRules;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out deployments that are for calls with other tags. Those with the tag {@code default} serve calls that no other one is for.
 *
 * @see <a href="https://docs.litellm.ai/docs/proxy/tag_routing">LiteLLM: tag based routing</a>
 */
final class TagScreen implements Screen {

    private static final String NAME = "tags";
    private static final String DEFAULT = "default";

    private final CallTags tags;

    TagScreen(CallTags tags) {
        this.tags = tags;
    }

    @Override
    public List<Deployment> keep(
            List<Deployment> candidates, Call call, Source source, ModelTable table, Verdicts verdicts) {
        TagRules rules = table.settings().router().checks().tags();
        if (!rules.on()) {
            return candidates;
        }
        Asked asked = new Asked(tags.of(call, rules), call.headers().first("user-agent"), rules.any());
        List<Deployment> kept = asked.named(candidates, table) ? matching(candidates, asked, table) : List.of();
        if (kept.isEmpty()) {
            kept = defaults(candidates, table);
        }
        if (kept.isEmpty() && asked.named(candidates, table)) {
            throw refused(candidates.getFirst().group(), asked);
        }
        if (kept.isEmpty() || kept.size() == candidates.size()) {
            return candidates;
        }
        for (Deployment candidate : candidates) {
            if (!kept.contains(candidate)) {
                verdicts.leftOut(
                        candidate,
                        NAME,
                        "its tags are " + serving(candidate, table).tags() + ", asked for are " + asked.tags());
            }
        }
        return kept;
    }

    /** What a call asks for. */
    private record Asked(List<String> tags, @Nullable String agent, boolean any) {

        /** Whether the call names anything that deployments can be told apart by. */
        private boolean named(List<Deployment> candidates, ModelTable table) {
            return !tags.isEmpty()
                    || agent != null
                            && candidates.stream()
                                    .anyMatch(one ->
                                            !serving(one, table).tagPatterns().isEmpty());
        }

        private boolean isFor(Serving serving) {
            return hasTags(serving) || hasAgent(serving);
        }

        private boolean hasTags(Serving serving) {
            if (tags.isEmpty() || serving.tags().isEmpty()) {
                return false;
            }
            return any
                    ? tags.stream().anyMatch(serving.tags()::contains)
                    : serving.tags().containsAll(tags);
        }

        /** Where all tags must match, a pattern does not stand in for those that the deployment has. */
        private boolean hasAgent(Serving serving) {
            return agent != null
                    && (any || serving.tags().isEmpty())
                    && serving.tagPatterns().stream()
                            .anyMatch(pattern ->
                                    pattern.matcher("User-Agent: " + agent).find());
        }
    }

    private static List<Deployment> matching(List<Deployment> candidates, Asked asked, ModelTable table) {
        return candidates.stream()
                .filter(candidate -> asked.isFor(serving(candidate, table)))
                .toList();
    }

    private static List<Deployment> defaults(List<Deployment> candidates, ModelTable table) {
        List<Deployment> defaults = new ArrayList<>(candidates.size());
        for (Deployment candidate : candidates) {
            if (serving(candidate, table).tags().contains(DEFAULT)) {
                defaults.add(candidate);
            }
        }
        return defaults;
    }

    private static Serving serving(Deployment deployment, ModelTable table) {
        ModelEntry entry = table.entry(deployment);
        return entry == null ? Serving.ALL : entry.params().serving();
    }

    private static AuthenticationException refused(String model, Asked asked) {
        return new AuthenticationException(
                ErrorDetail.of("Not allowed to access model due to tags configuration. Passed model=" + model
                                + " and tags=" + asked.tags())
                        .withType("auth_error")
                        .withParam("tags")
                        .withCode("401"));
    }
}
