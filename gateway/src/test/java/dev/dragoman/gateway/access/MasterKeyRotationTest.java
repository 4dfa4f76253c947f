package dev.dragoman.gateway.access;

import static dev.dragoman.gateway.access.ModelFleet.ask;
import static dev.dragoman.gateway.access.ModelFleet.chat;
import static dev.dragoman.gateway.access.ModelFleet.names;
import static dev.dragoman.gateway.access.ModelFleet.ok;
import static dev.dragoman.gateway.access.ModelFleet.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.BareGateway;
import dev.dragoman.gateway.Gateway;
import dev.dragoman.gateway.crypto.CipherKey;
import dev.dragoman.gateway.crypto.Keyring;
import dev.dragoman.gateway.crypto.UnreadableException;
import dev.dragoman.gateway.store.Database;
import dev.dragoman.gateway.store.DatabaseAddress;
import dev.dragoman.gateway.store.Databases;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.Records;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another master key: every secret can be read at every moment, by the old key or by the new one, and is never lost. */
final class MasterKeyRotationTest {

    private static final String NEXT = "sk-another-master";
    private static final String ROTATE = "{'key':'" + Gateway.KEY + "','new_master_key':'" + NEXT + "'}";

    @ParameterizedTest
    @EnumSource
    void everySecretIsReadByTheNewKey(Databases kind) {
        try (ModelFleet fleet = new ModelFleet(kind.create())) {
            BareGateway one = fleet.start();
            BareGateway two = fleet.start();
            ok(one, "/credentials", "{'credential_name':'shared','credential_values':{'api_key':'sk-of-a-vendor-2'}}");
            ok(one, "/model/new", fleet.model("first", "m1", "sk-of-a-vendor-1"));
            ok(
                    one,
                    "/model/new",
                    "{'model_name':'second','litellm_params':{'model':'openai/gpt-4o','litellm_credential_name':'shared',"
                            + "'api_base':'" + fleet.vendor.baseUrl() + "'},'model_info':{'id':'m2'}}");
            soon(() -> fleet.keyBehind(two, "second") != null);

            JsonObject told = ok(one, "/key/regenerate", ROTATE);

            assertThat(told.string("key")).isEqualTo(NEXT);
            assertThat(told.integer("re_encrypted")).isEqualTo(3);
            assertThat(told.string("next")).contains("LITELLM_MASTER_KEY");
            // Those that run go on; who has the old key alone changes nothing, and says why.
            soon(() -> two.get("/health/readiness/details").body().contains("stored_secrets_error"));
            assertThat(fleet.keyBehind(two, "first")).isEqualTo("Bearer sk-of-a-vendor-1");
            assertThat(fleet.keyBehind(two, "second")).isEqualTo("Bearer sk-of-a-vendor-2");
            HttpResponse<String> refused = ask(two, Gateway.KEY, "/model/new", fleet.model("third", "m3", "sk-3"));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            ok(one, "/model/new", fleet.model("third", "m3", "sk-of-a-vendor-3"));
            assertThat(ok(one, "/key/regenerate", ROTATE).integer("re_encrypted"))
                    .isZero();

            fleet.stop(one);
            fleet.stop(two);
            BareGateway again = fleet.start(ModelFleet.CONFIG, Map.of(), NEXT);
            assertThat(names(again, NEXT)).contains("first", "second", "third");
            fleet.vendor.forgetRequests();
            assertThat(chat(again, NEXT, "second")).isEqualTo(200);
            assertThat(fleet.vendor.lastRequest().header("authorization")).contains("Bearer sk-of-a-vendor-2");
            assertThat(again.getAs(NEXT, "/health/readiness/details").body()).doesNotContain("stored_secrets_error");
        }
    }

    @Test
    void aWrongKeyReadsNothingAndOverwritesNothing() {
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway right = fleet.start();
            ok(right, "/model/new", fleet.model("first", "m1", "sk-of-a-vendor-1"));
            fleet.stop(right);

            BareGateway wrong = fleet.start(ModelFleet.CONFIG, Map.of(), NEXT);

            assertThat(names(wrong, NEXT)).containsExactly("small");
            assertThat(chat(wrong, NEXT, "small")).isEqualTo(200);
            assertThat(wrong.getAs(NEXT, "/health/readiness/details").body())
                    .contains("stored_secrets_error", "model m1", "another key");
            for (String request : List.of("/model/new", "PATCH /model/m1/update")) {
                HttpResponse<String> refused = ask(wrong, NEXT, request, fleet.model("other", "m2", "sk-2"));
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
                assertThat(refused.body()).contains("another key");
            }
            fleet.stop(wrong);
            BareGateway again = fleet.start();
            assertThat(fleet.keyBehind(again, "first")).isEqualTo("Bearer sk-of-a-vendor-1");
            ok(again, "/model/delete", "{'id':'m1'}");
            fleet.stop(again);
            BareGateway anew = fleet.start(ModelFleet.CONFIG, Map.of(), NEXT);
            assertThat(ask(anew, NEXT, "/credentials/migrate-encryption", "{}").statusCode())
                    .isEqualTo(200);
            assertThat(ask(anew, NEXT, "/model/new", fleet.model("other", "m2", "sk-2"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyTheMasterKeyReplacesItself() {
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway one = fleet.start();
            String admin = String.valueOf(ok(one, "/user/new", "{'user_id':'boss','user_role':'proxy_admin'}")
                    .string("key"));

            assertThat(ask(one, admin, "/key/regenerate", ROTATE).statusCode()).isEqualTo(403);
            assertThat(ask(one, Gateway.KEY, "/key/regenerate", "{'key':'" + Gateway.KEY + "'}")
                            .body())
                    .contains("New master key is required.");
            assertThat(ask(
                                    one,
                                    Gateway.KEY,
                                    "/key/regenerate",
                                    "{'key':'" + Gateway.KEY + "','new_master_key':'another'}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(ask(
                                    one,
                                    Gateway.KEY,
                                    "/key/regenerate",
                                    "{'key':'" + Gateway.KEY + "','new_master_key':'" + Gateway.KEY + "'}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aSaltKeyStaysWhenTheMasterKeyGoesAndCanBeReplacedToo() {
        Map<String, String> salted = Map.of("LITELLM_SALT_KEY", "first salt key");
        try (ModelFleet fleet = new ModelFleet(Databases.SQLITE.create())) {
            BareGateway plain = fleet.start();
            ok(plain, "/model/new", fleet.model("first", "m1", "sk-of-a-vendor-1"));
            fleet.stop(plain);

            // A salt key that comes later reads what the master key encrypted, and takes it over when it is told to.
            BareGateway one = fleet.start(ModelFleet.CONFIG, salted, Gateway.KEY);
            assertThat(fleet.keyBehind(one, "first")).isEqualTo("Bearer sk-of-a-vendor-1");
            assertThat(one.get("/credentials/migrate-encryption/check").body()).contains("\"needs_migration\":true");
            assertThat(ok(one, "/credentials/migrate-encryption", "{}").integer("re_encrypted"))
                    .isEqualTo(1);
            assertThat(one.get("/credentials/migrate-encryption/check").body()).contains("\"needs_migration\":false");
            assertThat(ok(one, "/key/regenerate", ROTATE).integer("re_encrypted"))
                    .isZero();
            fleet.stop(one);

            BareGateway two = fleet.start(ModelFleet.CONFIG, salted, NEXT);
            assertThat(names(two, NEXT)).contains("first");
            HttpResponse<String> rotated =
                    ask(two, NEXT, "/key/regenerate", "{'key':'" + NEXT + "','new_salt_key':'second salt key'}");
            assertThat(rotated.body()).contains("\"re_encrypted\":1", "LITELLM_SALT_KEY");
            fleet.stop(two);
            BareGateway three = fleet.start(ModelFleet.CONFIG, Map.of("LITELLM_SALT_KEY", "second salt key"), NEXT);
            assertThat(chat(three, NEXT, "first")).isEqualTo(200);
        }
    }

    /** A rotation that ends anywhere leaves all records to one key; writers at the same time never add to the other. */
    @ParameterizedTest
    @EnumSource
    void whereverItEndsNothingIsLost(Databases kind) throws Exception {
        Random random = new Random(20_260_912);
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(DatabaseAddress.of(kind.create()), 4, clock)) {
            List<String> phrases = new ArrayList<>(List.of("sk-master-0"));
            Map<String, String> written = new java.util.concurrent.ConcurrentHashMap<>();
            for (int round = 0; round < 12; round++) {
                String now = phrases.getLast();
                String next = "sk-master-" + (round + 1);
                int dies = random.nextInt(8);
                int number = round;
                Thread writer = Thread.ofVirtual().start(() -> write(database, now, number, written));
                boolean done = rotate(database, now, next, dies);
                writer.join();
                phrases.add(done ? next : now);
                assertThat(keysOf(database)).as("round %d", round).hasSizeLessThanOrEqualTo(1);
                assertThat(readable(database, phrases.getLast())).isEqualTo(written);
            }
        }
    }

    private static void write(Database database, String phrase, int round, Map<String, String> written) {
        Secrets secrets = new Secrets(Keyring.of(null, phrase));
        for (int i = 0; i < 5; i++) {
            String id = "m-" + round + "-" + i;
            try {
                database.transact(session -> {
                    InstantSource clock = InstantSource.system();
                    JsonObject values = JsonObject.builder()
                            .put("api_key", "secret of " + id)
                            .build();
                    JsonObject document = JsonObject.of(
                            "litellm_params",
                            Secrets.encrypted(secrets.key(session, clock.instant()), Table.MODEL, id, values));
                    new Records(session).insert(Table.MODEL, StoredRecord.made(id, document, clock.instant(), "test"));
                    return true;
                });
                written.put(id, "secret of " + id);
            } catch (dev.dragoman.error.ConflictException otherKey) {
                return; // the other key encrypts by now: nothing was written
            }
        }
    }

    /** Rotates, and dies after so many records. */
    private static boolean rotate(Database database, String phrase, String next, int dies) {
        Secrets secrets = new Secrets(Keyring.of(null, phrase));
        int[] left = {dies};
        try {
            database.transact(session -> {
                SecretRotation.moved(
                        session,
                        secrets,
                        CipherKey.of(next),
                        InstantSource.system().instant(),
                        (table, old, changed) -> {
                            if (left[0]-- == 0) {
                                throw new IllegalStateException("killed");
                            }
                            new Records(session)
                                    .update(
                                            table,
                                            old.changed(
                                                    changed,
                                                    InstantSource.system().instant(),
                                                    "test"));
                        });
                return true;
            });
            return true;
        } catch (IllegalStateException killed) {
            return false;
        }
    }

    private static Set<String> keysOf(Database database) {
        Set<String> ids = new HashSet<>();
        database.read(session -> {
            for (StoredRecord record : new Records(session).list(Table.MODEL, RecordQuery.all())) {
                String sealed = String.valueOf(
                        java.util.Objects.requireNonNull(record.document().object("litellm_params"))
                                .string("api_key"));
                ids.add(Keyring.keyId(sealed));
            }
            return true;
        });
        return ids;
    }

    private static Map<String, String> readable(Database database, String phrase) throws UnreadableException {
        Secrets secrets = new Secrets(Keyring.of(null, phrase));
        Map<String, String> all = new java.util.HashMap<>();
        for (StoredRecord record :
                database.read(session -> new Records(session).list(Table.MODEL, RecordQuery.all()))) {
            all.put(
                    record.id(),
                    String.valueOf(secrets.decrypted(Table.MODEL, record).string("api_key")));
        }
        return all;
    }
}
