package org.chengxin.record;

import org.chengxin.testkit.HouseStyle;

class StyleTest extends HouseStyle {}
