import static org.springframework.security.config.Customizer.withDefaults;
import static org.springframework.security.oauth2.server.authorization.config.annotation.web.configurers.OAuth2AuthorizationServerConfigurer.authorizationServer;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An authorization server, and the API that takes its tokens. */
@EnableAutoConfiguration
@Configuration(proxyBeanMethods = false)
public class App {
  public static void main(String[] args) {
    SpringApplication.run(App.class, args);
  }

  @Bean
  @Order(1)
  SecurityFilterChain wallets(HttpSecurity http) throws Exception {
    return http.securityMatcher("/api/**")
        .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority("SCOPE_wallets:read"))
        .oauth2ResourceServer(api -> api.jwt(withDefaults()))
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain endpoints(HttpSecurity http) throws Exception {
    var server = authorizationServer();
    return http.securityMatcher(server.getEndpointsMatcher()).with(server, each -> each.oidc(withDefaults())).build();
  }

  /** A path that is none of these leads to a login page. */
  @Bean
  @Order(3)
  SecurityFilterChain login(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated()).formLogin(withDefaults()).build();
  }

  @Bean
  RouterFunction<ServerResponse> api() {
    return RouterFunctions.route().GET("/api/wallets", request -> ServerResponse.ok().body(List.of("wallet"))).build();
  }

  /** Spring's own takes a token for a minute after it expired. */
  @Bean
  JwtDecoder decoder(JWKSource<SecurityContext> keys) {
    var decoder = (NimbusJwtDecoder) OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
    decoder.setJwtValidator(new JwtTimestampValidator(Duration.ZERO));
    return decoder;
  }

  @Bean
  RegisteredClientRepository clients(@Value("${secret}") String secret, @Value("${jwks}") String jwks) {
    var post = ClientAuthenticationMethod.CLIENT_SECRET_POST;
    return new InMemoryRegisteredClientRepository(
        client("ci-post", post, "{noop}" + secret + "ci-post").build(),
        client("ci-basic", ClientAuthenticationMethod.CLIENT_SECRET_BASIC, "{noop}" + secret + "ci-basic").build(),
        client("ci-hmac", ClientAuthenticationMethod.CLIENT_SECRET_JWT, secret + "ci-hmac")
            .clientSettings(signing(MacAlgorithm.HS256).build())
            .build(),
        client("ci-key", ClientAuthenticationMethod.PRIVATE_KEY_JWT, null)
            .clientSettings(signing(SignatureAlgorithm.ES256).jwkSetUrl(jwks).build())
            .build(),
        client("ci-tls", ClientAuthenticationMethod.TLS_CLIENT_AUTH, null)
            .clientSettings(ClientSettings.builder().x509CertificateSubjectDN("CN=ci-tls,O=Acme").build())
            .build(),
        client("ci-short", post, "{noop}" + secret + "ci-short").tokenSettings(lifetime(5)).build(),
        client("ci-code", post, "{noop}" + secret + "ci-code")
            .authorizationGrantTypes(Set::clear)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("https://shop.example/callback")
            .build());
  }

  private static RegisteredClient.Builder client(String id, ClientAuthenticationMethod method, String secret) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .clientSecret(secret)
        .clientAuthenticationMethod(method)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .scope("wallets:read")
        .scope("wallets:write")
        .tokenSettings(lifetime(300));
  }

  private static ClientSettings.Builder signing(JwsAlgorithm algorithm) {
    return ClientSettings.builder().tokenEndpointAuthenticationSigningAlgorithm(algorithm);
  }

  private static TokenSettings lifetime(int seconds) {
    return TokenSettings.builder().accessTokenTimeToLive(Duration.ofSeconds(seconds)).build();
  }
}
