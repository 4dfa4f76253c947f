package dev.dragoman.gateway.extension;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a caller is, and what they may do. What is null or empty is not limited here.
 *
 * @param id what tells the caller apart: spend and limits are counted under it
 * @param alias a name for reports; null for none
 * @param user the id of their user; null for none
 * @param team the id of the team that they call for; null for none
 * @param organization the id of the organization that they call for; null for that of the team
 * @param role {@code proxy_admin}, {@code proxy_admin_viewer}, {@code internal_user} or {@code internal_user_viewer}; null for none
 * @param models that they may use
 * @param routes that they may take: paths, or LiteLLM's names of groups of them
 * @param maxBudget US dollars that they may spend
 * @param budgetDuration for how long that is, such as {@code 30d}; null for ever
 * @param requestsPerMinute at most
 * @param tokensPerMinute at most
 * @param parallelRequests calls at once, at most
 * @param metadata free; what keys have in theirs counts here too
 */
public record CallerIdentity(
        String id,
        @Nullable String alias,
        @Nullable String user,
        @Nullable String team,
        @Nullable String organization,
        @Nullable String role,
        List<String> models,
        List<String> routes,
        @Nullable BigDecimal maxBudget,
        @Nullable String budgetDuration,
        @Nullable Long requestsPerMinute,
        @Nullable Long tokensPerMinute,
        @Nullable Integer parallelRequests,
        Map<String, String> metadata) {

    public CallerIdentity {
        if (id.isBlank()) {
            throw new IllegalArgumentException("the id of a caller is blank (expected: a text)");
        }
        models = List.copyOf(models);
        routes = List.copyOf(routes);
        metadata = Map.copyOf(metadata);
    }

    /** Somebody of whom nothing but the id is known. */
    public static Builder of(String id) {
        return new Builder(id);
    }

    /** Puts an identity together. Not thread-safe. */
    public static final class Builder {

        private final String id;
        private @Nullable String alias;
        private @Nullable String user;
        private @Nullable String team;
        private @Nullable String organization;
        private @Nullable String role;
        private List<String> models = List.of();
        private List<String> routes = List.of();
        private @Nullable BigDecimal maxBudget;
        private @Nullable String budgetDuration;
        private @Nullable Long requestsPerMinute;
        private @Nullable Long tokensPerMinute;
        private @Nullable Integer parallelRequests;
        private Map<String, String> metadata = Map.of();

        private Builder(String id) {
            this.id = id;
        }

        /** A name for reports. */
        public Builder alias(String name) {
            alias = name;
            return this;
        }

        /** The id of their user. */
        public Builder user(String userId) {
            user = userId;
            return this;
        }

        /** The id of the team that they call for. */
        public Builder team(String teamId) {
            team = teamId;
            return this;
        }

        /** The id of the organization that they call for. */
        public Builder organization(String organizationId) {
            organization = organizationId;
            return this;
        }

        /** What they may do in the control plane. */
        public Builder role(String name) {
            role = name;
            return this;
        }

        /** The models that they may use. */
        public Builder models(List<String> names) {
            models = names;
            return this;
        }

        /** The routes that they may take. */
        public Builder routes(List<String> paths) {
            routes = paths;
            return this;
        }

        /** What they may spend, in US dollars, for ever. */
        public Builder maxBudget(BigDecimal dollars) {
            maxBudget = dollars;
            return this;
        }

        /** For how long the budget is, such as {@code 30d}. */
        public Builder budgetDuration(String period) {
            budgetDuration = period;
            return this;
        }

        /** Requests per minute, at most. */
        public Builder requestsPerMinute(long most) {
            requestsPerMinute = most;
            return this;
        }

        /** Tokens per minute, at most. */
        public Builder tokensPerMinute(long most) {
            tokensPerMinute = most;
            return this;
        }

        /** Calls at once, at most. */
        public Builder parallelRequests(int most) {
            parallelRequests = most;
            return this;
        }

        /** Free texts. */
        public Builder metadata(Map<String, String> texts) {
            metadata = texts;
            return this;
        }

        /** The identity. */
        public CallerIdentity build() {
            return new CallerIdentity(
                    id,
                    alias,
                    user,
                    team,
                    organization,
                    role,
                    models,
                    routes,
                    maxBudget,
                    budgetDuration,
                    requestsPerMinute,
                    tokensPerMinute,
                    parallelRequests,
                    metadata);
        }
    }
}
