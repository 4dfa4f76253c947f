package dev.dragoman.provider.compatible;

import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonNumber;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.ChatParameters;
import dev.dragoman.provider.completions.ParameterNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, as rules fit them to a place. */
final class ParameterFit {

    private static final List<String> OF_TOOLS =
            List.of("tools", "tool_choice", "functions", "function_call", "parallel_tool_calls", "response_format");

    private final Target target;
    private final List<String> unsupported = new ArrayList<>(0);
    private JsonBody body;

    ParameterFit(JsonBody body, Target target) {
        this.body = body;
        this.target = target;
    }

    JsonBody body() {
        return body;
    }

    List<String> unsupported() {
        return unsupported;
    }

    void apply(Rule rule) {
        switch (rule) {
            case Rule.Take take -> take(take);
            case Rule.Refuse refuse -> refuse(refuse);
            case Rule.Strip strip -> strip.names().forEach(name -> body = body.without(name));
            case Rule.Rename(String from, String to) -> rename(from, to);
            case Rule.Put(String name, JsonValue value) -> put(name, value);
            case Rule.Cap(String name, double most) -> limit(name, most, true);
            case Rule.Floor floor -> floor(floor);
            case Rule.Trim(String name, String member) -> trim(name, member);
            case Rule.NoStreamOptions none -> body = body.without("stream_options");
            case Rule.Abilities abilities -> abilities();
            case Rule.Choice(String from, String to) -> choice(from, to);
            case Rule.Choices(List<String> taken) -> choices(taken);
            case Rule.Formats(List<String> taken) -> formats(taken);
            case Rule.SchemaInJsonObject schema -> schemaInJsonObject();
            case Rule.EffortAs(String name, JsonValue value) -> body = Efforts.as(name, value, body);
            case Rule.EffortOfThinking effort -> body = Efforts.ofThinking(body);
            case Rule.BudgetOfEffort(Scope scope) -> body = covers(scope) ? Efforts.asBudget(body) : body;
            case Rule.Keep keep -> {}
            case Rule.Gateway gateway -> {}
            case Rule.ToolsWithout tools -> {}
            case Rule.TextsJoined texts -> {}
            case Rule.MessagesWithout messages -> {}
            case Rule.ThoughtsListed thoughts -> {}
            case Rule.CallIds ids -> {}
        }
    }

    private boolean covers(Scope scope) {
        return scope.covers(target.model());
    }

    private void take(Rule.Take take) {
        if (covers(take.scope())) {
            for (String name : body.names()) {
                if (ParameterNames.OPTIONAL.contains(name) && !take.names().contains(name)) {
                    refuse(name);
                }
            }
        }
    }

    private void refuse(Rule.Refuse refuse) {
        if (covers(refuse.scope())) {
            refuse.names().forEach(this::refuse);
        }
    }

    private void refuse(String name) {
        if (!body.isNull(name)) {
            unsupported.add(name);
        }
        body = body.without(name);
    }

    private void rename(String from, String to) {
        if (body.has(from)) {
            body = ChatParameters.renamed(body, from, to);
        }
    }

    private void put(String name, JsonValue value) {
        if (!body.has(name)) {
            body = body.with(name, value);
        }
    }

    private void floor(Rule.Floor floor) {
        if (covers(floor.scope())) {
            limit(floor.name(), floor.least(), false);
        }
    }

    private void limit(String name, double bound, boolean upper) {
        JsonNumber number = body.number(name);
        if (number != null && (upper ? number.doubleValue() > bound : number.doubleValue() < bound)) {
            body = body.with(name, JsonNumber.of(bound));
        }
    }

    private void trim(String name, String member) {
        if (!body.isNull(name) && body.value(name) instanceof JsonObject object && object.size() > 1) {
            JsonValue kept = object.get(member);
            body = kept == null ? body : body.with(name, JsonObject.of(member, kept));
        }
    }

    private void abilities() {
        if (target.traits().known() && !target.traits().can(Ability.FUNCTION_CALLING)) {
            OF_TOOLS.forEach(this::refuse);
        }
    }

    private void choice(String from, String to) {
        if (from.equals(body.string("tool_choice"))) {
            body = body.with("tool_choice", new JsonString(to));
        }
    }

    private void choices(List<String> taken) {
        if (!body.isNull("tool_choice") && !isOneOf(taken, body.string("tool_choice"))) {
            refuse("tool_choice");
        }
    }

    private void formats(List<String> taken) {
        JsonObject format = format();
        if (format != null && !isOneOf(taken, format.string("type"))) {
            refuse("response_format");
        }
    }

    private static boolean isOneOf(List<String> taken, @Nullable String value) {
        return value != null && taken.contains(value);
    }

    private void schemaInJsonObject() {
        JsonObject format = format();
        JsonObject named = format == null ? null : format.object("json_schema");
        JsonValue schema = named == null ? null : named.get("schema");
        if (schema != null) {
            body = body.with(
                    "response_format",
                    JsonObject.builder()
                            .put("type", "json_object")
                            .put("schema", schema)
                            .build());
        }
    }

    private @Nullable JsonObject format() {
        return !body.isNull("response_format") && body.value("response_format") instanceof JsonObject format
                ? format
                : null;
    }
}
