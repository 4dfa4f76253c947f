package dev.dragoman.gateway.access;

import dev.dragoman.error.ConflictException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.gateway.endpoint.Request;
import dev.dragoman.gateway.store.RecordQuery;
import dev.dragoman.gateway.store.StoredRecord;
import dev.dragoman.gateway.store.Table;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Makes, changes, removes and tells of claims of tokens that stand for keys. */
public final class TokenKeyAdmin {

    private static final Schema GIVEN = Schema.empty()
            .with(FieldKind.ID, "jwt_claim_name", "jwt_claim_value", "key")
            .with(FieldKind.TEXT, "description")
            .with(FieldKind.FLAG, "is_active");
    private static final Schema CHANGED = Schema.empty()
            .with(FieldKind.ID, "id", "key")
            .with(FieldKind.TEXT, "description")
            .with(FieldKind.FLAG, "is_active");
    private static final Schema ONE = Schema.empty().with(FieldKind.ID, "id");
    private static final Shape SHAPE = new Shape(
            List.of("id", "jwt_claim_name", "jwt_claim_value", "token", "description", "is_active"),
            List.of(),
            List.of());

    private final Office office;

    public TokenKeyAdmin(Office office) {
        this.office = office;
    }

    /** {@code POST /jwt/key/mapping/new}. */
    public JsonObject make(Request request) {
        Schema.Asked asked = GIVEN.read(request.exchange().body());
        String claim = Schema.required(asked.members(), "jwt_claim_name");
        String value = Schema.required(asked.members(), "jwt_claim_value");
        String key = Schema.required(asked.members(), "key");
        String id = TokenKeys.id(claim, value);
        return asked.telling(office.change(request, desk -> {
            if (desk.find(Table.TOKEN_KEY, id) != null) {
                throw taken(claim, value);
            }
            JsonObject document = JsonObject.builder()
                    .put("id", id)
                    .put("is_active", true)
                    .build()
                    .merged(asked.members().without("key"))
                    .with("token", new JsonString(known(desk, key)));
            desk.insert(Table.TOKEN_KEY, id, document);
            return told(StoredRecord.made(id, document, desk.now(), desk.changedBy()));
        }));
    }

    /** The hash of a key that is there. */
    private static String known(Desk desk, String key) {
        String hash = NewKey.hashed(key);
        if (desk.find(Table.KEY, hash) == null) {
            throw Desk.absent("Key", key.startsWith("sk-") ? "sk-..." : key);
        }
        return hash;
    }

    private static ConflictException taken(String claim, String value) {
        return new ConflictException(ErrorDetail.of("the claim " + Schema.cut(claim) + "=" + Schema.cut(value)
                        + " stands for a key already (expected: another, or /jwt/key/mapping/update)")
                .withType("conflict_error")
                .withParam("jwt_claim_value")
                .withCode("409"));
    }

    /** {@code POST /jwt/key/mapping/update}. */
    public JsonObject update(Request request) {
        Schema.Asked asked = CHANGED.read(request.exchange().body());
        String id = Schema.required(asked.members(), "id");
        String key = asked.members().string("key");
        return asked.telling(office.change(request, desk -> {
            StoredRecord mapping = found(desk, id);
            JsonObject document = mapping.document().merged(asked.members().without("id", "key"));
            JsonObject changed = key == null ? document : document.with("token", new JsonString(known(desk, key)));
            return told(desk.change(Table.TOKEN_KEY, mapping, changed));
        }));
    }

    /** {@code POST /jwt/key/mapping/delete}. */
    public JsonObject delete(Request request) {
        String id = Schema.required(ONE.read(request.exchange().body()).members(), "id");
        return office.change(request, desk -> {
            StoredRecord mapping = found(desk, id);
            desk.delete(Table.TOKEN_KEY, mapping);
            return told(mapping);
        });
    }

    /** {@code GET /jwt/key/mapping/info}: by id. */
    public JsonObject info(Request request) {
        String id = request.query("id");
        if (id == null) {
            throw Schema.refused("id: missing (expected: the id of a mapping)", "id");
        }
        return office.look(request, desk -> {
            StoredRecord found = desk.find(Table.TOKEN_KEY, id);
            if (found == null) {
                throw Desk.absent("Mapping", id);
            }
            return told(found);
        });
    }

    /** {@code GET /jwt/key/mapping/list}. */
    public JsonObject list(Request request) {
        Paging paging = Paging.of(request, "size", 50, 500);
        return office.look(request, desk -> {
            long total = desk.records().count(Table.TOKEN_KEY, RecordQuery.all());
            List<JsonValue> told = new ArrayList<>();
            desk.records()
                    .list(Table.TOKEN_KEY, RecordQuery.all().page(paging.size(), paging.from()))
                    .forEach(mapping -> told.add(told(mapping)));
            return JsonObject.builder()
                    .put("mappings", new JsonArray(told))
                    .put("total_count", total)
                    .put("current_page", paging.number())
                    .put("total_pages", paging.pages(total))
                    .build();
        });
    }

    private static StoredRecord found(Desk desk, String id) {
        StoredRecord mapping = desk.locked(Table.TOKEN_KEY, id);
        if (mapping == null) {
            throw Desk.absent("Mapping", id);
        }
        return mapping;
    }

    private static JsonObject told(StoredRecord mapping) {
        return SHAPE.told(mapping.told());
    }
}
