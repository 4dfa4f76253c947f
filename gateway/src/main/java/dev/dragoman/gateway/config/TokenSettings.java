package dev.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JSON web tokens tell of callers ({@code litellm_jwtauth}).
 *
 * @param on whether tokens are accepted at all
 * @param trust by whose signature
 * @param userInfo where the issuer is asked about tokens; null when they are read here
 * @param admin who is an administrator
 * @param teams for which team a token calls
 * @param organization for which organization
 * @param users who a token is
 * @param endUser the claim with the end user of the application; null for none
 * @param publicRoutes what may be asked by nobody in particular: paths, or names of groups of them
 * @param roles what roles of tokens mean
 * @param scopes what scopes of tokens allow
 * @param keyClaim the claim that stands for a key; null for none
 */
public record TokenSettings(
        boolean on,
        Trust trust,
        @Nullable UserInfo userInfo,
        Administration admin,
        Teams teams,
        Place organization,
        Users users,
        @Nullable ClaimPath endUser,
        List<String> publicRoutes,
        Roles roles,
        Scopes scopes,
        @Nullable KeyClaim keyClaim) {

    /** Tokens are not accepted. */
    public static final TokenSettings OFF = new TokenSettings(
            false,
            new Trust(List.of(), List.of(), List.of(), Duration.ofMinutes(10)),
            null,
            new Administration(
                    "litellm_proxy_admin",
                    List.of(
                            "management_routes",
                            "spend_tracking_routes",
                            "global_spend_tracking_routes",
                            "info_routes")),
            new Teams(new Place(null, null), null, null, false, List.of("openai_routes", "info_routes"), false, false),
            new Place(null, null),
            new Users(null, null, null, false, null, List.of()),
            null,
            List.of("public_routes"),
            new Roles(false, null, List.of(), null, List.of(), false, List.of()),
            new Scopes(false, List.of()),
            null);

    public TokenSettings {
        publicRoutes = List.copyOf(publicRoutes);
    }

    /**
     * Whose signature counts.
     *
     * @param keys addresses of the issuers' keys
     * @param audiences of which a token must name one; empty for any
     * @param issuers of which one must have issued it; empty for any
     * @param believed how long keys are believed before they are read again
     */
    public record Trust(List<String> keys, List<String> audiences, List<String> issuers, Duration believed) {

        public Trust {
            keys = List.copyOf(keys);
            audiences = List.copyOf(audiences);
            issuers = List.copyOf(issuers);
        }
    }

    /**
     * Where the issuer tells of a token.
     *
     * @param endpoint its address
     * @param believed how long an answer is believed
     */
    public record UserInfo(String endpoint, Duration believed) {}

    /**
     * Who is an administrator.
     *
     * @param scope that makes one
     * @param routes what they may ask
     */
    public record Administration(String scope, List<String> routes) {

        public Administration {
            routes = List.copyOf(routes);
        }
    }

    /**
     * Where something with an id and a name is told.
     *
     * @param id the claim with its id; null for none
     * @param alias the claim with its name; null for none
     */
    public record Place(@Nullable ClaimPath id, @Nullable ClaimPath alias) {}

    /**
     * For which team a token calls.
     *
     * @param one where it is told
     * @param several the claim with the ids of all; null for none
     * @param usual the team of tokens that name none; null for none
     * @param made whether teams that nobody has made are made
     * @param routes what may be asked for a team
     * @param joined whether users become members
     * @param required whether models are for teams only
     */
    public record Teams(
            Place one,
            @Nullable ClaimPath several,
            @Nullable String usual,
            boolean made,
            List<String> routes,
            boolean joined,
            boolean required) {

        public Teams {
            routes = List.copyOf(routes);
        }
    }

    /**
     * Who a token is.
     *
     * @param id the claim with the user's id; null for none
     * @param email the claim with their address; null for none
     * @param domain the domain that addresses must have, in lower case; null for any
     * @param made whether users that nobody has made are made
     * @param roles the claim with their roles; null for none
     * @param allowed the roles of that claim that make an internal user
     */
    public record Users(
            @Nullable ClaimPath id,
            @Nullable ClaimPath email,
            @Nullable String domain,
            boolean made,
            @Nullable ClaimPath roles,
            List<String> allowed) {

        public Users {
            allowed = List.copyOf(allowed);
        }
    }

    /**
     * What roles of tokens mean.
     *
     * @param enforced whether tokens without any meaning are refused
     * @param claim the claim with the roles; null for none
     * @param mappings roles here by roles of tokens
     * @param object the claim with the id of the team or user that the role says; null for none
     * @param users roles of users by roles of tokens
     * @param kept whether roles and teams of tokens are written down
     * @param permissions what the roles here may do
     */
    public record Roles(
            boolean enforced,
            @Nullable ClaimPath claim,
            List<Mapping> mappings,
            @Nullable ClaimPath object,
            List<Mapping> users,
            boolean kept,
            List<Permission> permissions) {

        public Roles {
            mappings = List.copyOf(mappings);
            users = List.copyOf(users);
            permissions = List.copyOf(permissions);
        }
    }

    /**
     * A translation of a role.
     *
     * @param from the token's
     * @param to the one here
     */
    public record Mapping(String from, String to) {}

    /**
     * What somebody with a role or a scope may do.
     *
     * @param of the role or the scope
     * @param models empty for all
     * @param routes empty for all
     */
    public record Permission(String of, List<String> models, List<String> routes) {

        public Permission {
            models = List.copyOf(models);
            routes = List.copyOf(routes);
        }
    }

    /**
     * What scopes of tokens allow.
     *
     * @param enforced whether tokens are held to them
     * @param mappings what each allows
     */
    public record Scopes(boolean enforced, List<Permission> mappings) {

        public Scopes {
            mappings = List.copyOf(mappings);
        }
    }

    /**
     * The claim that stands for a key.
     *
     * @param claim where it is
     * @param believed how long it is believed which key that is
     */
    public record KeyClaim(ClaimPath claim, Duration believed) {}
}
