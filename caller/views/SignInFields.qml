import QtQuick
import Look

// Number and password, or twice a new password: one below the other, or side by side. Enter goes on to the next.
Grid {
    id: fields
    readonly property var login: screen.view.login
    property real fieldWidth: 288
    property real fieldHeight: 52
    property real size: 24
    property bool hasLabels: true
    columns: hasLabels ? 1 : 2
    columnSpacing: 16
    rowSpacing: 8

    readonly property bool isOpen: visible && login.is_open
    onIsOpenChanged: if (isOpen) open()
    Component.onCompleted: if (isOpen) open()
    function open() {
        if (!login.is_changing && login.typed === "") person.open()
        else password.open()
    }
    Connections {
        target: fields
        function onTriesChanged() { if (fields.isOpen) fields.open() }
    }
    readonly property int tries: login.tries

    Words { visible: fields.hasLabels && person.visible; text: fields.login.person_asks; size: 16; color: Theme.ink2; lines: 1.2 }
    Entry {
        id: person
        objectName: "person"
        visible: !fields.login.is_changing
        width: fields.fieldWidth; height: fields.fieldHeight; size: fields.size
        isOpen: false
        typed: fields.login.typed; asks: fields.hasLabels ? "" : fields.login.person_asks
        next: password
    }
    Words { visible: fields.hasLabels; text: fields.login.password_asks; size: 16; color: Theme.ink2; lines: 1.2 }
    Entry {
        id: password
        objectName: "password"
        width: fields.fieldWidth; height: fields.fieldHeight; size: fields.size
        isOpen: false
        secret: "password"; tries: fields.login.tries; asks: fields.hasLabels ? "" : fields.login.password_asks
        next: again.visible ? again : null
    }
    Words { visible: fields.hasLabels && again.visible; text: fields.login.again_asks; size: 16; color: Theme.ink2; lines: 1.2 }
    Entry {
        id: again
        objectName: "again"
        visible: fields.login.is_changing
        width: fields.fieldWidth; height: fields.fieldHeight; size: fields.size
        isOpen: false
        secret: "again"; tries: fields.login.tries; asks: fields.hasLabels ? "" : fields.login.again_asks
    }
}
