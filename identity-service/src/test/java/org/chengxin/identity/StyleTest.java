package org.chengxin.identity;

import org.chengxin.testkit.HouseStyle;

class StyleTest extends HouseStyle {}
