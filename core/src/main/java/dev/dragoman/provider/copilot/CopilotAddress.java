package dev.dragoman.provider.copilot;

import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Address;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.completions.BaseAddress;

/** Copilot's server, which answers editors that it knows only. */
final class CopilotAddress implements Address {

    static final String BASE = "https://api.githubcopilot.com";

    /** The fields by which Copilot knows an editor; the token desk wants them too. */
    static final Headers EDITOR = Headers.of(
            "copilot-integration-id", "vscode-chat",
            "editor-version", "vscode/1.95.0",
            "editor-plugin-version", "copilot-chat/0.26.7",
            "user-agent", "GitHubCopilotChat/0.26.7",
            "openai-intent", "conversation-panel",
            "x-github-api-version", "2025-04-01");

    @Override
    public Endpoint endpoint(Operation operation, Target target, boolean stream) {
        String path = switch (operation) {
            case CHAT -> "/chat/completions";
            default -> throw Address.without(operation, "GitHub Copilot");
        };
        String told = target.apiBase();
        BaseAddress base = BaseAddress.of(told == null || told.isBlank() ? BASE : told, BASE);
        return new Endpoint(Origin.of(base.uri()), base.with(path), EDITOR);
    }
}
