package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where alerts go, from {@code general_settings} and the environment. */
final class AlertSection {

    private static final String PATH = "general_settings";
    private static final String ALERTING = "alerting";
    private static final String BY_TYPE = "alert_to_webhook_url";
    private static final String SLACK = "slack";
    private static final String WEBHOOK = "webhook";
    private static final String ADDRESS = "an address that begins with https:// or http://";

    private final Problems problems;
    private final Environment environment;
    private final Mapping general;

    AlertSection(SectionReader reader, Mapping general) {
        this.problems = reader.problems();
        this.environment = reader.environment();
        this.general = general;
    }

    AlertSettings read(SectionValues values) {
        List<String> channels = values.texts(ALERTING);
        channels.stream()
                .filter(name -> !name.equals(SLACK) && !name.equals(WEBHOOK))
                .forEach(this::unknown);
        boolean typed = values.known().containsKey("alert_types");
        return new AlertSettings(
                typed ? values.texts("alert_types") : null,
                channels.contains(SLACK) ? slack(values.object(BY_TYPE)) : Map.of(),
                channels.contains(WEBHOOK) ? variable("WEBHOOK_URL") : null);
    }

    private void unknown(String channel) {
        problems.warning(
                at(ALERTING), KeyPath.child(PATH, ALERTING), channel, "slack or webhook; nothing is sent there");
    }

    private Map<String, List<String>> slack(JsonObject byType) {
        Map<String, List<String>> addresses = new HashMap<>();
        byType.forEach((type, told) -> addresses.put(type, addresses(type, told)));
        String usual = environment.get("SLACK_WEBHOOK_URL");
        if (usual != null || byType.isEmpty()) {
            String address = variable("SLACK_WEBHOOK_URL");
            addresses.put(AlertSettings.OTHERS, address == null ? List.of() : List.of(address));
        }
        return addresses;
    }

    private List<String> addresses(String type, JsonValue told) {
        List<String> addresses = new ArrayList<>();
        for (JsonValue each : told instanceof JsonArray several ? several : JsonArray.of(told)) {
            if (each instanceof JsonString text && isAddress(text.value())) {
                addresses.add(text.value());
            } else {
                problems.error(at(BY_TYPE), KeyPath.child(KeyPath.child(PATH, BY_TYPE), type), "(hidden)", ADDRESS);
            }
        }
        return addresses;
    }

    private @Nullable String variable(String name) {
        String address = environment.get(name);
        if (address == null || !isAddress(address)) {
            String found = address == null ? "no address in " + name : "(hidden) in " + name;
            problems.error(at(ALERTING), KeyPath.child(PATH, ALERTING), found, ADDRESS);
            return null;
        }
        return address;
    }

    private Location at(String key) {
        ConfigNode node = general.get(key);
        return node == null ? general.location() : node.location();
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException wrong) {
            return false;
        }
    }
}
