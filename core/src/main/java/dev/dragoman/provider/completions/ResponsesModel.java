package dev.dragoman.provider.completions;

import dev.dragoman.http.Slice;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonObject;
import dev.dragoman.model.ModelTraits;
import dev.dragoman.model.ModelTraits.Ability;
import dev.dragoman.provider.Target;
import org.jspecify.annotations.Nullable;

/** Which of OpenAI's models, and which requests, are served in Responses only. */
public final class ResponsesModel {

    /** LiteLLM's marker before the name of a model that is to be asked in Responses. */
    private static final String MARKER = "responses/";

    private static final String FAMILY = "gpt-5.";
    private static final int NO_REASONED_TOOLS = 4;
    private static final int NO_TOOLS_UNLESS_OFF = 6;

    private ResponsesModel() {}

    /** Whether the operator wants the model to be asked in Responses. */
    public static boolean isMarked(String model) {
        return model.startsWith(MARKER);
    }

    /** The name without the marker. */
    public static String name(String model) {
        return isMarked(model) ? model.substring(MARKER.length()) : model;
    }

    /** Whether a request of another dialect can only be asked in Responses. */
    public static boolean isNeeded(JsonBody asked, Target target) {
        return isMarked(target.model())
                || target.traits().can(Ability.RESPONSES_ONLY)
                || isListFilled(asked.raw("tools")) && refusesTools(asked, target.traits());
    }

    private static boolean isListFilled(@Nullable Slice list) {
        return list != null && list.length() > 2 && list.array()[list.offset()] == '[';
    }

    /** From GPT-5.4 on a model that reasons is offered no tools in Chat Completions; from 5.6 on all reason unless told not to. */
    private static boolean refusesTools(JsonBody asked, ModelTraits traits) {
        int minor = minor(traits.name());
        if (minor < NO_REASONED_TOOLS) {
            return false;
        }
        String effort = effort(asked);
        return effort == null ? minor >= NO_TOOLS_UNLESS_OFF : !effort.equals("none");
    }

    /** The number behind the point in the name of a GPT-5; -1 for all others. */
    private static int minor(String name) {
        int at = name.indexOf(FAMILY);
        int from = at + FAMILY.length();
        int end = from;
        while (at >= 0 && end < name.length() && end - from < 3 && Character.isDigit(name.charAt(end))) {
            end++;
        }
        boolean chats = name.contains("-chat");
        return at < 0 || end == from || chats ? -1 : Integer.parseInt(name, from, end, 10);
    }

    /** How much the model is to reason, in whatever words; null when the request does not say. */
    private static @Nullable String effort(JsonBody asked) {
        String effort = asked.string("reasoning_effort");
        if (effort != null) {
            return effort;
        }
        String nested = member(asked, "reasoning_effort", "effort");
        nested = nested == null ? member(asked, "output_config", "effort") : nested;
        String thinking = nested == null ? member(asked, "thinking", "type") : null;
        return thinking == null ? nested : thinking.equals("disabled") ? "none" : thinking;
    }

    private static @Nullable String member(JsonBody asked, String name, String inner) {
        boolean there = !asked.isNull(name);
        return there && asked.value(name) instanceof JsonObject object ? object.string(inner) : null;
    }
}
