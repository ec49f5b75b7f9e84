package org.chengxin.education;

import org.chengxin.testkit.OpenApiContract;

class OpenApiTest extends OpenApiContract {}
