package org.chengxin.testkit;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringBootVersion;
import tools.jackson.databind.json.JsonMapper;

/** The house style as far as a machine can see it. Each service extends this once, in its root test package. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads the classes once
public abstract class HouseStyle {

    private static final DescribedPredicate<JavaClass> FACTS_AND_DECISIONS = DescribedPredicate.describe(
            "records, enums and sealed types that are not shapes of a controller or listener",
            type -> (type.isRecord() || type.isEnum() || type.reflect().isSealed())
                    && type.getEnclosingClass().isEmpty());

    private final String service = getClass().getPackageName();
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(service);

    @Test
    void thereIsSomethingToCheck() {
        assertThat(classes).isNotEmpty();
    }

    @Test
    void factsAndDecisionsArePlainJava() {
        noClasses()
                .that(FACTS_AND_DECISIONS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "java.sql..", "javax.sql..", "org.apache.kafka..")
                .because("a rule must be readable and testable without the machinery around it")
                .allowEmptyShould(true)
                .check(classes);
    }

    /** Whoever runs the jar must be able to look up what is in it, on the day a fault in a library is made known. */
    @Test
    void theBillOfMaterialsLiesBesideTheClasses() throws IOException {
        var home = classes.stream()
                .findFirst()
                .orElseThrow()
                .reflect()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();

        try (var bill =
                URI.create(home + "META-INF/sbom/application.cdx.json").toURL().openStream()) {
            var libraries = JsonMapper.shared()
                    .readTree(bill)
                    .path("components")
                    .valueStream()
                    .map(library -> library.path("purl").asString())
                    .toList();
            assertThat(libraries)
                    .contains("pkg:maven/org.springframework.boot/spring-boot@" + SpringBootVersion.getVersion()
                            + "?type=jar");
        }
    }

    @Test
    void capabilitiesFormNoCycle() {
        slices().matching(service + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(classes);
    }

    @Test
    void timeComesFromTheClock() {
        for (var type : new Class<?>[] {
            Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class
        }) {
            noClasses()
                    .should()
                    .callMethod(type, "now")
                    .because("deadlines are law; tests and the law need the injected Clock")
                    .check(classes);
        }
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(classes);
        noClasses().should().callMethod(Clock.class, "systemUTC").check(classes);
        noClasses().should().callMethod(Clock.class, "systemDefaultZone").check(classes);
    }

    @Test
    void oneJsonLibrary() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
                .because("Jackson 3 is tools.jackson; the older one is only there for other libraries")
                .check(classes);
    }

    @Test
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Base|DTO|Dto|VO|BO)")
                .check(classes);
    }

    @Test
    void nothingIsNullUnlessItSaysSo() {
        classes()
                .that()
                .haveSimpleNameNotEndingWith("package-info")
                .should(be(DescribedPredicate.describe(
                        "in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(classes);
    }
}
