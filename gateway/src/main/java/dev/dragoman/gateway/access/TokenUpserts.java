package dev.dragoman.gateway.access;

import dev.dragoman.error.ConflictException;
import dev.dragoman.gateway.call.Caller;
import dev.dragoman.gateway.config.TokenSettings;
import dev.dragoman.gateway.store.StoreException;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what tokens tell of users and teams, where the operator wants that. */
final class TokenUpserts {

    private static final System.Logger LOG = System.getLogger(TokenUpserts.class.getName());
    /** In whose name. */
    private static final Caller ISSUER = new Caller("", "litellm_jwtauth", true);

    private final Office office;
    private final TokenSettings settings;

    TokenUpserts(Office office, TokenSettings settings) {
        this.office = office;
        this.settings = settings;
    }

    /** Makes what is missing. When another request does so at the same moment, it is made once. */
    void write(TokenFacts facts) {
        try {
            office.asking(ISSUER, desk -> written(desk, facts));
        } catch (ConflictException taken) {
            LOG.log(System.Logger.Level.WARNING, "what a token tells is not written down: {0}", taken.getMessage());
        } catch (StoreException refused) {
            if (!refused.isConflict()) {
                throw refused;
            }
        }
    }

    private boolean written(Desk desk, TokenFacts facts) {
        if (settings.teams().made()) {
            facts.teams().forEach(id -> team(desk, id));
        }
        TokenLookup lookup = new TokenLookup(desk.records(), facts);
        StoredRecord user = lookup.user();
        user = user == null && settings.users().made() && facts.hasUser() ? made(desk, facts) : user;
        if (user != null) {
            role(desk, user, facts.userRole());
            memberships(desk, user.id(), lookup.teams());
        }
        return true;
    }

    private void team(Desk desk, String id) {
        if (id.indexOf(':') >= 0 || desk.find(Table.TEAM, id) != null) {
            return; // a colon parts teams and users in the ids of memberships
        }
        JsonObject document = JsonObject.builder()
                .put("team_id", id)
                .put("team_alias", id)
                .put("blocked", false)
                .build();
        JsonObject usual = TeamAdmin.usual(document, office.settings().teamDefaults());
        desk.insert(Table.TEAM, id, office.scheduled(desk, usual, usual));
    }

    private StoredRecord made(Desk desk, TokenFacts facts) {
        String id = facts.userId();
        String email = facts.sureEmail();
        JsonObject document = JsonObject.builder()
                .putIfPresent("user_email", email)
                .putIfPresent("sso_user_id", id)
                .putIfPresent("user_role", settings.roles().kept() ? facts.userRole() : null)
                .build();
        People people = new People(office.settings());
        return people.add(desk, id == null ? UUID.randomUUID().toString() : id, people.usual(document));
    }

    private void role(Desk desk, StoredRecord user, @Nullable String role) {
        if (settings.roles().kept()
                && role != null
                && !role.equals(user.document().string("user_role"))) {
            desk.change(Table.USER, user, user.document().with("user_role", new JsonString(role)));
        }
    }

    private void memberships(Desk desk, String user, List<StoredRecord> teams) {
        boolean kept = settings.roles().kept() && TokenLookup.tellsTeams(settings);
        if (kept || settings.teams().joined()) {
            for (StoredRecord team : teams) {
                if (Roster.find(desk, team.id(), user) == null) {
                    new Roster(office).join(desk, team, user, "user", JsonObject.EMPTY);
                }
            }
        }
        if (kept) {
            List<String> wanted = teams.stream().map(StoredRecord::id).toList();
            Roster.ofUser(desk, user).stream()
                    .filter(member ->
                            !wanted.contains(String.valueOf(member.document().string("team_id"))))
                    .forEach(member -> Roster.leave(desk, member));
        }
    }
}
