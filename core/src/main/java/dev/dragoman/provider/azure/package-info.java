/** Azure OpenAI: deployments at a resource's own address, by key or by Entra ID token. */
@NullMarked
package dev.dragoman.provider.azure;

import org.jspecify.annotations.NullMarked;
