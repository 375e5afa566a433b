import QtQuick
import Look

// Why the grade is a bad one, as many reasons as the hall takes; and a way to words of one's own.
Item {
    id: page
    readonly property var view: screen.view
    readonly property int count: view.choice_count
    Titles { x: 40; y: page.view.is_in_rows ? 80 : 112; width: 944 }
    Grid {
        x: 40; y: page.view.is_in_rows ? 192 : 228
        columns: page.count > 9 ? 4 : 3; columnSpacing: 16; rowSpacing: 16
        Repeater {
            model: page.view.choices
            delegate: Chip {
                required property var row
                given: row
                width: page.count > 9 ? 224 : 304
                height: page.count > 6 ? 80 : page.view.is_in_rows ? 134 : 104
            }
        }
    }
    Foot { x: 40; y: 584 - height; hasSkip: false; hasDone: true; hasWrite: page.view.write.first !== "" }
}
