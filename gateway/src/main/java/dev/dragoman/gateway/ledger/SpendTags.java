package dev.dragoman.gateway.ledger;

import dev.dragoman.gateway.call.Call;
import dev.dragoman.gateway.call.Grant;
import dev.dragoman.gateway.config.SpendSettings;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** By which tags a call is found in reports: those of the client, of its key and team, of the deployment, and what it is asked with. */
public final class SpendTags {

    private static final String HEADER = "x-litellm-tags";
    private static final String AGENT = "user-agent";

    private SpendTags() {}

    /**
     * The tags of a call, each once.
     *
     * @param ofDeployment those of the deployment that answered
     */
    public static List<String> of(Call call, List<String> ofDeployment, SpendSettings settings) {
        Set<String> tags = new LinkedHashSet<>();
        call.options().tags().forEach(tag -> add(tag, tags));
        String header = call.headers().first(HEADER);
        if (header != null) {
            for (String tag : header.split(",", -1)) {
                add(tag, tags);
            }
        }
        Grant grant = call.caller().grant();
        if (grant != null) {
            add(grant.keyMetadata(), tags);
            add(grant.teamMetadata(), tags);
        }
        ofDeployment.forEach(tag -> add(tag, tags));
        headers(call, settings, tags);
        return List.copyOf(tags);
    }

    private static void add(JsonObject metadata, Set<String> tags) {
        if (metadata.get("tags") instanceof JsonArray more) {
            for (JsonValue tag : more) {
                if (tag instanceof JsonString text) {
                    add(text.value(), tags);
                }
            }
        }
    }

    private static void add(String tag, Set<String> tags) {
        if (!tag.isBlank()) {
            tags.add(tag.strip());
        }
    }

    private static void headers(Call call, SpendSettings settings, Set<String> tags) {
        for (String name : settings.tagHeaders()) {
            String value = call.headers().first(name);
            if (value != null && !value.isBlank()) {
                tags.add(name + ": " + value.strip());
            }
        }
        String agent = settings.agentTags() ? call.headers().first(AGENT) : null;
        if (agent != null && !agent.isBlank()) {
            tags.add("User-Agent: ".concat(program(agent.strip())));
        }
    }

    /** The program without its version: every release would be a tag of its own. */
    private static String program(String agent) {
        int slash = agent.indexOf('/');
        return slash <= 0 ? agent : agent.substring(0, slash);
    }
}
