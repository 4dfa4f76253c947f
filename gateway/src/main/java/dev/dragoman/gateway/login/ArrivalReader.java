package dev.dragoman.gateway.login;

import dev.dragoman.gateway.call.Arrival;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.call.Role;
import dev.dragoman.gateway.config.LoginRules;
import dev.dragoman.gateway.config.LoginSettings;
import dev.dragoman.gateway.config.SsoSettings;
import dev.dragoman.json.JsonBoolean;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what a provider tells of somebody as the gateway knows people, and turns those away who must not come. */
final class ArrivalReader {

    private final LoginSettings settings;
    private final SsoSettings sso;
    private final DirectoryGroups directory;

    ArrivalReader(LoginSettings settings, SsoSettings sso, DirectoryGroups directory) {
        this.settings = settings;
        this.sso = sso;
        this.directory = directory;
    }

    /**
     * Somebody who may come.
     *
     * @param me the address that tells of the person; null for none
     */
    Arrival read(Exchanges.Known known, LoginRules rules, @Nullable String me) {
        Claims claims = known.claims();
        SsoSettings.Attributes names = sso.attributes();
        String id = id(claims, names);
        String email = email(claims, names);
        List<Arrival.Group> groups = groups(known, rules, me);
        String group = rules.group();
        // Names do not count: in some directories everybody may make a group of any name.
        if (group != null && groups.stream().noneMatch(one -> one.id().equals(group))) {
            throw LoginFailures.forbidden("Only members of group " + group + " may log in here");
        }
        // Nobody becomes the administrator by bearing the name that stands for the master key.
        boolean admin = id.equals(settings.adminId()) && !id.equals(Caller.ADMIN_USER);
        return new Arrival(
                id,
                email,
                name(claims, names),
                admin ? Role.PROXY_ADMIN : role(claims.texts(names.role())),
                groups,
                extra(claims, names.extra()));
    }

    private static String id(Claims claims, SsoSettings.Attributes names) {
        String told = claims.text(names.id());
        String id = told == null ? claims.text("sub") : told;
        if (id == null) {
            throw LoginFailures.refused(
                    "The identity provider told no " + names.id() + " (expected: an id of 1 to 255 letters)",
                    names.id());
        }
        return id;
    }

    /** The address; only one that the provider does not call unproven, and in a domain that may come. */
    private @Nullable String email(Claims claims, SsoSettings.Attributes names) {
        String told = claims.text(names.email());
        String email = told == null ? null : told.strip();
        String domain =
                email == null ? "" : email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        boolean allowed = settings.domains().isEmpty()
                || settings.domains().stream()
                        .anyMatch(one -> one.toLowerCase(Locale.ROOT).equals(domain));
        if (!allowed) {
            throw LoginFailures.forbidden("The e-mail address "
                    + (email == null ? "is missing" : LoginFailures.shown(email) + " is of another domain")
                    + " (expected: one of " + String.join(", ", settings.domains()) + ")");
        }
        boolean unproven = JsonBoolean.FALSE.equals(claims.get("email_verified"))
                || new JsonString("false").equals(claims.get("email_verified"));
        if (unproven) {
            throw LoginFailures.forbidden("The identity provider has not verified the e-mail address "
                    + LoginFailures.shown(email) + " (expected: a verified one)");
        }
        return email != null && email.indexOf('@') > 0 && !email.endsWith("@") ? email : null;
    }

    private static @Nullable String name(Claims claims, SsoSettings.Attributes names) {
        String whole = claims.text(names.displayName());
        if (whole != null) {
            return whole;
        }
        String first = claims.text(names.firstName());
        String last = claims.text(names.lastName());
        String both = ((first == null ? "" : first) + " " + (last == null ? "" : last)).strip();
        return both.isEmpty() ? null : both;
    }

    /** The first that is exactly one of ours; any other text says nothing. */
    private static @Nullable Role role(List<String> told) {
        for (String name : told) {
            Role role = Role.named(name);
            if (role != null) {
                return role;
            }
        }
        return null;
    }

    private List<Arrival.Group> groups(Exchanges.Known known, LoginRules rules, @Nullable String me) {
        List<Arrival.Group> groups = new ArrayList<>();
        known.claims().texts(rules.groupsClaim()).forEach(id -> groups.add(new Arrival.Group(id, id)));
        if (sso.kind() == SsoSettings.Kind.MICROSOFT && me != null) {
            groups.addAll(directory.of(me, known.accessToken()));
        }
        return groups;
    }

    private static JsonObject extra(Claims claims, List<String> names) {
        JsonObject.Builder extra = JsonObject.builder();
        names.forEach(name -> extra.putIfPresent(name, claims.get(name)));
        return extra.build();
    }
}
