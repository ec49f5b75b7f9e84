package org.chengxin.identity.dump;

import org.springframework.test.context.TestPropertySource;

/** The same with the suite of commercial cryptography. */
@TestPropertySource(properties = "chengxin.identity.suite=gm")
class DatabaseDumpInGmTest extends DatabaseDumpTest {

    @Override
    protected String algorithm() {
        return "SM4-GCM";
    }
}
