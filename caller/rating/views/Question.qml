import QtQuick
import Look

// How it was: five equal grades in a row, or in two rows on a small screen; or the answers of the hall's own question.
Item {
    id: page
    readonly property var view: screen.view
    readonly property int count: view.choice_count
    readonly property bool hasGrades: view.has_grades
    readonly property bool isInRows: view.is_in_rows && hasGrades
    Titles { x: 40; y: page.isInRows ? 96 : 112; width: 944 }

    Repeater {
        model: page.view.grades
        delegate: Grade {
            required property var row
            required property int index
            given: row
            isWide: page.isInRows
            x: page.isInRows ? 40 + (index % 3) * 320 : 40 + 192 * index
            y: page.isInRows ? 212 + Math.floor(index / 3) * 152 : 240
            width: page.isInRows ? 304 : 176
            height: page.isInRows ? 136 : 232
        }
    }
    Grid {
        visible: !page.hasGrades
        x: 40; y: 228
        columns: page.count > 4 ? 3 : 2
        columnSpacing: 16; rowSpacing: 16
        Repeater {
            model: page.view.choices
            delegate: Chip {
                required property var row
                given: row
                width: page.count > 4 ? 304 : 464
                height: page.count > 6 ? 80 : page.count > 2 ? 104 : 176
                isLarge: page.count <= 2
            }
        }
    }
    FootKey {
        objectName: "skip"
        visible: page.isInRows
        x: 680; y: 364; width: 304; height: 136
        said: page.view.skip
        onTouched: screen.go_on()
    }
    Foot { x: 40; y: 584 - height; hasSkip: !page.isInRows }
}
