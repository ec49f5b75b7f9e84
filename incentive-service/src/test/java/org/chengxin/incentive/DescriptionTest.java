package org.chengxin.incentive;

import org.chengxin.testkit.OpenApiContract;

class DescriptionTest extends OpenApiContract {}
