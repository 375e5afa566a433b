import QtQuick
import Look

// The care mode's list: a title, what is being said, and a few large rows.
Item {
    id: care
    readonly property bool tall: height > width
    readonly property bool low: tall && rows.count > 0 && rows.itemAt(0).y > 900
    Name {
        visible: care.tall
        objectName: "title"
        x: 60; y: (care.low ? 560 : 246) - height / 2 - 8; width: 960
        text: screen.view.title.text; size: 108; smallest: 68; mostLines: 1
    }
    Caption {
        x: care.tall ? 60 : 352; y: care.low ? 700 : care.tall ? 330 : 24
        width: care.tall ? 960 : 904; height: care.tall ? 112 : 84
        size: care.tall ? 42 : 30; smallest: care.tall ? 32 : 22
    }
    Repeater {
        id: rows
        model: screen.view.care_rows
        delegate: CareRow { tall: care.tall }
    }
    PagerRow {}
}
