package dev.dragoman.gateway.secret;

import dev.dragoman.gateway.config.SecretSettings;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Copies virtual keys to the place of secrets when they are made, rotated and removed, if the configuration wants that. Nobody waits for
 * it, and nothing fails because of it.
 */
public final class KeyCopier implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(KeyCopier.class.getName());
    private static final int MOST_NAMES = 100_000;

    private final SecretReader secrets;
    private final Function<String, @Nullable JsonObject> teams;
    private final WriteQueue queue;
    /** Whose copy a name holds, as far as this instance wrote it. */
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    /**
     * A copier.
     *
     * @param secrets knows the place
     * @param teams the metadata of a team; null when there is no such team. May wait
     */
    public KeyCopier(SecretReader secrets, Function<String, @Nullable JsonObject> teams) {
        this.secrets = secrets;
        this.teams = teams;
        this.queue = new WriteQueue();
    }

    /** A key was made. */
    public void made(String key, JsonObject document) {
        if (isOn()) {
            KeyCopy copy = KeyCopy.of(key, document);
            queue.add("written", copy.shown(), () -> write(copy, key, null));
        }
    }

    /**
     * A key took the place of another.
     *
     * @param former the document of the other
     */
    public void rotated(String key, JsonObject former, JsonObject document) {
        if (isOn()) {
            KeyCopy copy = KeyCopy.of(key, document);
            KeyCopy before = new KeyCopy(KeyCopy.of(null, former).alias(), copy.id(), copy.team());
            queue.add("rotated", copy.shown(), () -> rotate(before, copy, key));
        }
    }

    /** A key was removed. */
    public void removed(JsonObject document) {
        if (isOn()) {
            KeyCopy copy = KeyCopy.of(null, document);
            queue.add("removed", copy.shown(), () -> remove(copy));
        }
    }

    private boolean isOn() {
        OpenVault open = secrets.open();
        return open != null && open.copies() != null;
    }

    private void write(KeyCopy copy, String key, @Nullable String description) {
        Place place = place(copy);
        String name = place == null ? null : place.name(copy);
        if (place != null && name != null) {
            guard(name);
            Filing filing = description == null ? place.filing : place.filing.described(description);
            place.vault.write(name, key, filing);
            own(name, copy);
        }
    }

    private void rotate(KeyCopy before, KeyCopy copy, String key) {
        Place place = place(copy);
        if (place == null) {
            return;
        }
        String old = place.name(before);
        String name = place.name(copy);
        if (old == null || name == null || old.equals(name)) {
            write(copy, key, null);
            return;
        }
        write(copy, key, "Rotated from " + old);
        if (place.filing.place().isEmpty() && !key.equals(place.vault.read(name))) {
            throw new VaultException("the new copy cannot be read", true, null);
        }
        guard(old);
        place.vault.delete(old, place.filing);
        owners.remove(old);
    }

    private void remove(KeyCopy copy) {
        Place place = place(copy);
        if (place == null) {
            return;
        }
        String name = place.name(copy);
        if (name == null) {
            throw new VaultException("a key without an alias cannot be found there", false, null);
        }
        guard(name);
        place.vault.delete(name, place.filing);
        owners.remove(name);
    }

    /** Whoever may choose an alias must not choose what the gateway itself reads. */
    private void guard(String name) {
        if (secrets.uses(name)) {
            throw new VaultException("the configuration reads the secret of that name", false, null);
        }
    }

    private void own(String name, KeyCopy copy) {
        String owner = copy.shown();
        String before = owners.size() < MOST_NAMES ? owners.put(name, owner) : owners.get(name);
        if (before != null && !before.equals(owner)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the copies of the keys {0} and {1} have the same name; the latter is kept",
                    before,
                    owner);
        }
    }

    private @Nullable Place place(KeyCopy copy) {
        OpenVault open = secrets.open();
        SecretVault vault = open == null ? null : open.copies();
        SecretSettings.Copies copies = open == null ? null : open.filing();
        return vault == null || copies == null
                ? null
                : new Place(
                        vault, copies.prefix(), new Filing(copies.description(), copies.tags(), wishes(copy.team())));
    }

    /** Where the team wants its keys. */
    private Map<String, String> wishes(@Nullable String team) {
        JsonObject metadata = team == null ? null : teams.apply(team);
        JsonObject told = metadata == null ? null : metadata.object("secret_manager_settings");
        Map<String, String> wishes = new HashMap<>();
        (told == null ? JsonObject.EMPTY : told).forEach((name, value) -> {
            if (value instanceof JsonString text) {
                wishes.put(name, text.value());
            }
        });
        return wishes;
    }

    /** Where a copy is kept. */
    private record Place(SecretVault vault, String prefix, Filing filing) {

        @Nullable
        String name(KeyCopy copy) {
            String name = copy.name(prefix);
            return name == null ? null : vault.nameOf(name);
        }
    }

    /** How many copies were given up so far. */
    public long lost() {
        return queue.lost();
    }

    /** How many attempts failed so far. */
    public long failures() {
        return queue.failures();
    }

    /** Writes what waits, within a few seconds. */
    @Override
    public void close() {
        queue.close();
    }
}
