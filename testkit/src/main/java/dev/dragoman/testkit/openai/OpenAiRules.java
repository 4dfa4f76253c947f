package dev.dragoman.testkit.openai;

import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.schema.FieldTables;
import dev.dragoman.testkit.schema.Path;
import dev.dragoman.testkit.schema.Reading;
import dev.dragoman.testkit.schema.Violation;
import dev.dragoman.testkit.wire.RecordedRequest;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What OpenAI demands of a chat completion request. */
public final class OpenAiRules {

    private static final FieldTables TABLES = FieldTables.load(OpenAiRules.class, "openai.fields");
    private static final String NOT_JSON = "We could not parse the JSON body of your request. (HINT: This likely means "
            + "you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was "
            + "not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help "
            + "center at help.openai.com.)";

    private OpenAiRules() {}

    /** Refuses a body for this model that OpenAI would refuse. */
    public static void require(JsonNode body, String model) {
        require(body, model, "Request");
    }

    /** Refuses a body for this Azure deployment; it needs no model and knows Azure's own fields. */
    public static void requireAzure(JsonNode body, String deployment) {
        require(body, deployment, "AzureRequest");
    }

    /** The body as a JSON object. */
    public static JsonNode parsed(RecordedRequest request) {
        try {
            JsonNode body = Json.read(request.body());
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException e) {
            // Refused below like everything else that is no object.
        }
        throw Refusal.badRequest(NOT_JSON, null, null);
    }

    /** The model that the body names. */
    public static String model(JsonNode body) {
        JsonNode model = body.path("model");
        if (model.isMissingNode() || model.isNull()) {
            throw Refusal.badRequest("you must provide a model parameter", null, null);
        }
        return model.asString("");
    }

    private static void require(JsonNode body, String model, String table) {
        List<Violation> violations = TABLES.check(body, table, Reading.EXACT);
        if (!violations.isEmpty()) {
            throw refusal(violations.getFirst(), model);
        }
        ParameterRules.require(body);
        ConversationRules.require(body.path("messages"));
        PartRules.require(body.path("messages"));
        ToolRules.require(body);
        ModelRules.require(body, model);
    }

    private static Refusal refusal(Violation violation, String model) {
        boolean outermost = violation.path().steps().size() == 1;
        boolean older = ReasoningModels.of(model) == ReasoningModels.NONE;
        return violation instanceof Violation.Unknown(Path path) && outermost && older
                ? OpenAiComplaints.unrecognized(path.leaf())
                : OpenAiComplaints.refusal(violation);
    }
}
