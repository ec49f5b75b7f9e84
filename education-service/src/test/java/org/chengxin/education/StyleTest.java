package org.chengxin.education;

import org.chengxin.testkit.HouseStyle;

class StyleTest extends HouseStyle {}
