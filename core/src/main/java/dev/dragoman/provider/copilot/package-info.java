/** GitHub Copilot: a user's subscription, by the token of a login and a short-lived one that is given for it. */
@NullMarked
package dev.dragoman.provider.copilot;

import org.jspecify.annotations.NullMarked;
