package io.colonnade.security.authentication;

import io.colonnade.error.ColonnadeException;
import io.colonnade.error.ErrorKind;
import io.colonnade.error.SqlState;
import java.time.Duration;

/** The wording of every refusal to authenticate. None tells more than a holder of a genuine credential would need. */
final class Refusals {
    private Refusals() {}

    /** For an unknown user and for a wrong password alike. */
    static ColonnadeException wrongPassword() {
        return of(SqlState.INVALID_PASSWORD, "the user is unknown or the password is wrong");
    }

    static ColonnadeException noCredentials() {
        return of(SqlState.INVALID_AUTHORIZATION, "no credentials were sent; send a bearer token or user and password");
    }

    static ColonnadeException unknownHeader() {
        return of(SqlState.INVALID_AUTHORIZATION, "the authorization header is neither Basic nor Bearer");
    }

    static ColonnadeException doubledHeader() {
        return of(SqlState.INVALID_AUTHORIZATION, "the authorization header was sent more than once");
    }

    static ColonnadeException notBasic() {
        return of(SqlState.INVALID_AUTHORIZATION, "the Basic authorization header is not user and password in base64");
    }

    static ColonnadeException invalidCertificate() {
        return of(SqlState.INVALID_AUTHORIZATION, "the client's certificate has no subject, or its time is over");
    }

    /** For a user who is gone, whose password is another now, or who never had one. */
    static ColonnadeException endedSession() {
        return of(SqlState.INVALID_AUTHORIZATION, "the session has ended; log in again");
    }

    static ColonnadeException invalidToken() {
        return token("is not a valid token");
    }

    static ColonnadeException expiredToken() {
        return token("has expired");
    }

    static ColonnadeException prematureToken() {
        return token("is not valid yet");
    }

    static ColonnadeException otherAudience() {
        return token("is for another audience");
    }

    static ColonnadeException otherIssuer() {
        return token("is of an issuer that is not trusted here");
    }

    static ColonnadeException badSignature() {
        return token("is not signed by a key of this issuer");
    }

    static ColonnadeException keysUnavailable() {
        return ColonnadeException.of(
                ErrorKind.UNAVAILABLE,
                SqlState.CONNECTION_FAILURE,
                "Cannot authenticate: the keys of the token's issuer cannot be read now; try again later");
    }

    static ColonnadeException tooManyLogins() {
        return ColonnadeException.of(
                ErrorKind.RESOURCE_EXHAUSTED,
                SqlState.TOO_MANY_CONNECTIONS,
                "Cannot authenticate: too many logins at once; try again in a few seconds");
    }

    static ColonnadeException tooLargeForAToken() {
        return ColonnadeException.of(
                ErrorKind.RESOURCE_EXHAUSTED,
                SqlState.RESOURCES_EXHAUSTED,
                "Cannot issue a session token: your roles and claims do not fit into one; send a token of the issuer"
                        + " with each call instead");
    }

    /** For names that are known and names that are not; guessing goes on after the wait and not before. */
    static ColonnadeException tooManyGuesses(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        return ColonnadeException.of(
                        ErrorKind.RESOURCE_EXHAUSTED,
                        SqlState.TOO_MANY_CONNECTIONS,
                        "Cannot authenticate: too many wrong passwords; try again in " + seconds + " seconds")
                .retryableAfter(Duration.ofSeconds(seconds));
    }

    /** For tokens that would be taken and tokens that would not: it comes before any look at them. */
    static ColonnadeException tooManyTokens(Duration wait) {
        return ColonnadeException.of(
                        ErrorKind.RESOURCE_EXHAUSTED,
                        SqlState.TOO_MANY_CONNECTIONS,
                        "Cannot authenticate: too many tokens from your address are refused; try again in a second")
                .retryableAfter(wait);
    }

    private static ColonnadeException token(String what) {
        return of(SqlState.INVALID_AUTHORIZATION, "the token " + what);
    }

    private static ColonnadeException of(SqlState state, String why) {
        return ColonnadeException.of(ErrorKind.UNAUTHENTICATED, state, "Cannot authenticate: " + why);
    }
}
