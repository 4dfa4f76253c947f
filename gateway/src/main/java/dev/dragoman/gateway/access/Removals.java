package dev.dragoman.gateway.access;

import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Removes teams, users and organizations together with what belongs to them, within one transaction. */
final class Removals {

    private final Desk desk;
    private final List<StoredRecord> keys = new ArrayList<>();

    Removals(Desk desk) {
        this.desk = desk;
    }

    /** Tells of the keys that are gone, once that is certain. */
    void tell(KeyWatcher watcher) {
        keys.forEach(key -> watcher.removed(key.document()));
    }

    /** The keys that are looked for. */
    void keys(RecordQuery query) {
        for (StoredRecord key : desk.records().list(Table.KEY, query)) {
            KeyAdmin.remove(desk, key);
            keys.add(key);
        }
    }

    /** A team, its keys, its models and its memberships; its name stays for reports. */
    void team(StoredRecord team) {
        keys(RecordQuery.all().team(team.id()));
        for (StoredRecord model :
                desk.records().list(Table.MODEL, RecordQuery.all().team(team.id()))) {
            desk.delete(Table.MODEL, model);
        }
        Roster.ofTeam(desk, team.id()).forEach(member -> Roster.leave(desk, member));
        desk.delete(Table.TEAM, team);
        JsonObject metadata = team.document().object("metadata");
        Budgets.removeUnused(desk, metadata == null ? null : metadata.string("team_member_budget_id"));
        JsonObject document = team.document()
                .with("deleted_at", new JsonString(desk.now().toString()))
                .with("deleted_by", new JsonString(desk.changedBy()));
        desk.records().put(Table.DELETED_TEAM, team.changed(document, desk.now(), desk.changedBy()));
    }

    /** A member of a team, and the keys that they have in it. */
    void member(StoredRecord member) {
        String user = String.valueOf(member.document().string("user_id"));
        keys(RecordQuery.all().user(user).team(member.document().string("team_id")));
        Roster.leave(desk, member);
    }

    /** A user, their keys, memberships and invitations. */
    void user(StoredRecord user) {
        keys(RecordQuery.all().user(user.id()));
        Roster.ofUser(desk, user.id()).forEach(member -> Roster.leave(desk, member));
        for (StoredRecord member :
                desk.records().list(Table.ORGANIZATION_MEMBER, RecordQuery.all().user(user.id()))) {
            organizationMember(member);
        }
        for (StoredRecord link :
                desk.records().list(Table.INVITATION, RecordQuery.all().user(user.id()))) {
            desk.delete(Table.INVITATION, link);
        }
        desk.delete(Table.USER, user);
    }

    /** A membership in an organization. */
    void organizationMember(StoredRecord member) {
        desk.delete(Table.ORGANIZATION_MEMBER, member);
        Budgets.removeUnused(desk, member.document().string("budget_id"));
    }

    /** An organization, its teams, its keys and its memberships. */
    void organization(StoredRecord organization) {
        RecordQuery its = RecordQuery.all().organization(organization.id());
        desk.records().list(Table.TEAM, its).forEach(this::team);
        keys(its);
        desk.records().list(Table.ORGANIZATION_MEMBER, its).forEach(this::organizationMember);
        desk.delete(Table.ORGANIZATION, organization);
        @Nullable String budget = organization.document().string("budget_id");
        Budgets.removeUnused(desk, budget);
    }
}
